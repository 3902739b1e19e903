import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPool } from '../../../www/pool.js';
import { createCrew, settle } from './fakes.mjs';

/** A matrix of one feature. */
const column = (key, length) => {
  const values = Float64Array.from({ length }, (_, i) => i);
  const part = (start, end, into) => {
    const some = new Float64Array(into, 0, end - start);
    some.set(values.subarray(start, end));
    return some;
  };
  return { key, length, nFeatures: 1, part };
};
const matrix = column('a', 2);
const jobs = (n) => Array.from({ length: n }, (_, i) => Uint8Array.of(i));

/** Answers every open job of every worker, last worker first. */
function answerAll(crew) {
  let open = true;
  while (open) {
    open = false;
    for (const worker of [...crew].reverse()) {
      const { job } = worker.sent.at(-1) ?? {};
      if (!job || worker.answered === job.index) continue;
      worker.answered = job.index;
      worker.say({ index: job.index, output: Uint8Array.of(job.index + 100) });
      open = true;
    }
  }
}

test('outputs come back in job order, whoever ran them', async () => {
  for (const size of [1, 2, 4]) {
    const { crew, spawn } = createCrew();
    const pool = createPool(spawn, size);
    const batch = pool.map(matrix, jobs(7), () => {});
    answerAll(crew);
    const outputs = await batch;
    assert.deepEqual(outputs.map((o) => o[0]), [100, 101, 102, 103, 104, 105, 106]);
    assert.equal(crew.length, size);
  }
});

test('a matrix goes to each worker once', async () => {
  const { crew, spawn } = createCrew();
  const pool = createPool(spawn, 2);
  const first = pool.map(matrix, jobs(5), () => {});
  answerAll(crew);
  await first;
  const second = pool.map(matrix, jobs(4), () => {});
  answerAll(crew);
  await second;
  for (const worker of crew) {
    assert.equal(worker.sent.filter((m) => m.matrix).length, 1);
  }
});

test('a large matrix goes in parts, the next when the one before was taken', async () => {
  const { crew, spawn } = createCrew();
  const pool = createPool(spawn, 1);
  const length = 2_500_000;
  const batch = pool.map(column('b', length), jobs(2), () => {});
  const [worker] = crew;
  const all = new Float64Array(length).fill(-1);
  const take = () => {
    const { start, values } = worker.sent.at(-1).matrix;
    all.set(values, start);
  };
  for (take(); !worker.sent.at(-1).job; take()) {
    worker.say({ fed: worker.sent.at(-1).matrix.values.buffer });
  }
  const parts = worker.sent.map((it) => it.matrix);
  assert.equal(parts.length, 3);
  assert.equal(new Set(parts.map((it) => it.values.buffer)).size, 1, 'one buffer carries all');
  assert.ok(parts.every((it) => it.length === length && it.nFeatures === 1));
  assert.deepEqual(parts.flatMap((it) => it.start), [0, 1 << 20, 2 << 20]);
  assert.ok(all.every((value, i) => value === i));
  answerAll(crew);
  assert.equal((await batch).length, 2);
});

test('of a very large matrix one worker holds the only copy', async () => {
  const { crew, spawn } = createCrew();
  const pool = createPool(spawn, 4);
  const huge = { key: 'c', length: 1 << 25, nFeatures: 1, part: () => new Float64Array(1) };
  const batch = pool.map(huge, jobs(3), () => {});
  while (!crew[0].sent.at(-1).job) crew[0].say({ fed: new ArrayBuffer(8) });
  answerAll(crew);
  assert.equal((await batch).length, 3);
  assert.equal(crew.length, 1);
});

test('progress counts what is done and what is under way', async () => {
  const { crew, spawn } = createCrew();
  const pool = createPool(spawn, 1);
  const seen = [];
  const batch = pool.map(matrix, jobs(2), (fraction) => seen.push(fraction));
  crew[0].say({ index: 0, fraction: 0.5 });
  answerAll(crew);
  await batch;
  assert.deepEqual(seen, [0.25, 0.5]);
});

test('stopping rejects the batch and the next one has new workers', async () => {
  const { crew, spawn } = createCrew();
  const pool = createPool(spawn, 2);
  const batch = pool.map(matrix, jobs(5), () => {});
  pool.stop('cancelled');
  await assert.rejects(batch, (reason) => reason === 'cancelled');
  assert.deepEqual(crew.map((w) => w.alive), [false, false]);
  const next = pool.map(matrix, jobs(3), () => {});
  answerAll(crew.slice(2));
  assert.equal((await next).length, 3);
  assert.ok(crew[2].sent[0].matrix, 'a new worker gets the matrix');
});

test('a worker that dies fails its batch with its last words', async () => {
  for (const die of ['throwUp', 'say']) {
    const { crew, spawn } = createCrew();
    const pool = createPool(spawn, 2);
    const batch = pool.map(matrix, jobs(5), () => {});
    crew[1][die](die === 'say' ? { crashed: 'boom' } : 'boom');
    await assert.rejects(batch, { message: 'boom' });
    await settle();
    assert.deepEqual(crew.map((w) => w.alive), [false, false]);
  }
});

test('a batch without jobs is done at once', async () => {
  const { spawn } = createCrew();
  assert.deepEqual(await createPool(spawn, 1).map(matrix, [], () => {}), []);
});

const quiet = () => {};

test('a file is hashed by a worker that later runs jobs', async () => {
  const { crew, spawn } = createCrew();
  const pool = createPool(spawn, 2);
  const file = { name: 'a.csv' };
  let lives = 0;
  const hash = pool.hash(file, () => { lives += 1; });
  assert.equal(crew.length, 1);
  assert.equal(crew[0].sent.at(-1).file, file);
  crew[0].say({ hashing: true });
  crew[0].say({ hash: 'ab12' });
  assert.equal(await hash, 'ab12');
  assert.equal(lives, 1);
  const batch = pool.map(matrix, jobs(2), () => {});
  answerAll(crew);
  await batch;
  assert.equal(crew.length, 2);
});

test('a file that was changed has no hash, and its worker lives on', async () => {
  const { crew, spawn } = createCrew();
  const pool = createPool(spawn, 1);
  const hash = pool.hash({}, quiet);
  crew[0].say({ hash: null });
  assert.equal(await hash, null);
  assert.equal(crew[0].alive, true);
});

test('a stop, a crash and a file nobody wants end a hash', async () => {
  const ends = [
    [(pool) => pool.stop('cancelled'), /^cancelled$/],
    [(_, crew) => crew[0].say({ crashed: 'gone' }), /gone/],
    [(pool) => pool.endHash(), /^unwanted$/],
  ];
  for (const [end, reason] of ends) {
    const { crew, spawn } = createCrew();
    const pool = createPool(spawn, 2);
    const hash = pool.hash({}, quiet);
    end(pool, crew);
    await hash.then(
      () => assert.fail('the hash went on'),
      (error) => assert.match(error.message ?? error, reason),
    );
    assert.equal(crew[0].alive, false);
  }
});

test('a worker that falls silent over a hash is replaced', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const clock = t.mock.method(performance, 'now', () => 0);
  const { crew, spawn } = createCrew();
  const pool = createPool(spawn, 1);
  const hash = pool.hash({}, quiet);
  clock.mock.mockImplementation(() => 40_000);
  t.mock.timers.tick(3_000);
  await assert.rejects(hash, /fell silent/);
  assert.equal(crew[0].alive, false);
});

test('a hash that is done is not ended', async () => {
  const { crew, spawn } = createCrew();
  const pool = createPool(spawn, 1);
  const hash = pool.hash({}, quiet);
  crew[0].say({ hash: 'ab12' });
  await hash;
  pool.endHash();
  assert.equal(crew[0].alive, true);
});

test('jobs with samples of their own need no matrix', async () => {
  const { crew, spawn } = createCrew();
  const pool = createPool(spawn, 4);
  const batch = pool.map(null, jobs(2), () => {});
  assert.equal(crew.length, 2, 'no more workers than jobs');
  answerAll(crew);
  assert.deepEqual((await batch).map((o) => o[0]), [100, 101]);
  assert.ok(crew.every((worker) => worker.sent.every((message) => !message.matrix)));
});

test('a rehearsal gives way to work, and its end is nobody’s', async () => {
  const { crew, spawn } = createCrew();
  const pool = createPool(spawn, 1);
  pool.rehearse();
  pool.rehearse();
  assert.deepEqual(crew.map(({ sent }) => sent), [[{ rehearse: true }]]);
  const batch = pool.map(matrix, jobs(1), () => {});
  assert.deepEqual(crew.map(({ alive }) => alive), [false, true]);
  pool.rehearse();
  assert.equal(crew.length, 2, 'not during work');
  answerAll(crew.slice(1));
  await batch;
  pool.rehearse();
  crew[2].throwUp('out of memory');
  assert.equal(crew[2].alive, false);
  const next = pool.map(matrix, jobs(1), () => {});
  crew[1].say({ index: 0, output: Uint8Array.of(7) });
  assert.deepEqual((await next).map((o) => o[0]), [7]);
});
