// @ts-check
// Hands a file to the browser, made here.

/** How long a browser may take to read it, in milliseconds. */
const PATIENCE = 60_000;

/**
 * @param {string} name @param {string} mime
 * @param {Uint8Array} bytes
 */
export function save(name, mime, bytes) {
  const blob = new Blob([/** @type {BlobPart} */ (bytes)], { type: mime });
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), PATIENCE);
}
