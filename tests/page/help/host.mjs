// A static host that reads `_headers`, as those that serve the page do.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const [root, port] = process.argv.slice(2);

/** @returns {[string, string][]} */
function headers() {
  const file = join(root, '_headers');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .filter((line) => line.startsWith('  '))
    .map((line) => {
      const cut = line.indexOf(':');
      return [line.slice(0, cut).trim(), line.slice(cut + 1).trim()];
    });
}

const page = readFileSync(join(root, 'index.html'));
const server = createServer((request, response) => {
  if (request.url !== '/') return response.writeHead(404).end();
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  for (const [name, value] of headers()) response.setHeader(name, value);
  response.end(page);
});
server.listen(Number(port), '127.0.0.1', () => console.log('ready'));
