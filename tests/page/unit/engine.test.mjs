import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine, EngineError } from '../../../www/engine.js';
import { createCrew, settle } from './fakes.mjs';

const load = { type: 'load', files: [], sample: true, options: {} };
const draw = { type: 'draw', chart: 'map', size: { width: 1, height: 1 } };
const loaded = { type: 'loaded' };

const lastCall = (worker) => worker.sent.findLast((m) => m.call)?.call;

/** Waits for the worker's next call and answers it. */
async function answer(crew, at, data) {
  await settle();
  const { id } = lastCall(crew[at]);
  crew[at].say({ id, ...data });
}

test('a reply, progress on the way, one request at a time', async () => {
  const { crew, spawn } = createCrew();
  const engine = createEngine(spawn);
  const seen = [];
  const first = engine.call(load, { onProgress: (p) => seen.push(p.fraction) });
  const second = engine.call(draw);
  await answer(crew, 0, { progress: { stage: 'read', fraction: 0.5 } });
  assert.equal(crew[0].sent.length, 1, 'the second call waits');
  await answer(crew, 0, { reply: loaded, memory: 7 });
  assert.equal((await first).type, 'loaded');
  await answer(crew, 0, { reply: { type: 'drawn' } });
  assert.equal((await second).type, 'drawn');
  assert.deepEqual(seen, [0.5]);
  assert.equal(engine.memory, 7);
  engine.forget();
});

test('a failure keeps its code and place', async () => {
  const { crew, spawn } = createCrew();
  const engine = createEngine(spawn);
  const call = engine.call(load);
  const failure = { code: 'E_QUOTE', message: 'm', hint: null, place: { line: 3 } };
  await answer(crew, 0, { failure });
  await assert.rejects(call, (error) => {
    assert.ok(error instanceof EngineError);
    assert.deepEqual(error.failure, failure);
    return true;
  });
  engine.forget();
});

test('a stop answers at once, asks the worker and keeps it', async () => {
  const { crew, spawn } = createCrew();
  const engine = createEngine(spawn);
  const stop = new AbortController();
  const call = engine.call(load, { signal: stop.signal });
  await settle();
  stop.abort();
  await assert.rejects(call, { name: 'AbortError' });
  assert.deepEqual(crew[0].sent.at(-1), { cancel: 1 });
  const next = engine.call(draw);
  await answer(crew, 0, { failure: { code: 'cancelled' } });
  await answer(crew, 0, { reply: { type: 'drawn' } });
  assert.equal((await next).type, 'drawn');
  assert.equal(crew.length, 1);
  engine.forget();
});

test('a queued request that is stopped never reaches the worker', async () => {
  const { crew, spawn } = createCrew();
  const engine = createEngine(spawn);
  const stop = new AbortController();
  const first = engine.call(load);
  const second = engine.call(draw, { signal: stop.signal });
  await settle();
  stop.abort();
  await assert.rejects(second, { name: 'AbortError' });
  await answer(crew, 0, { reply: loaded });
  await first;
  await settle();
  assert.equal(crew[0].sent.filter((m) => m.call).length, 1);
  assert.equal(crew[0].sent.filter((m) => m.cancel).length, 0);
  engine.forget();
});

test('after a crash the files are read again before the next request', async () => {
  const { crew, spawn } = createCrew();
  const engine = createEngine(spawn);
  const files = [{ name: 'orders.csv' }];
  const first = engine.call(load, { files });
  await answer(crew, 0, { reply: loaded });
  await first;
  const crashed = engine.call(draw);
  await answer(crew, 0, { crashed: 'unreachable' });
  await assert.rejects(crashed, (e) => e.failure.code === 'internal');
  const next = engine.call(draw);
  await settle();
  assert.equal(crew.length, 2);
  assert.deepEqual(lastCall(crew[1]), { id: 3, request: load, files });
  await answer(crew, 1, { reply: loaded });
  await answer(crew, 1, { reply: { type: 'drawn' } });
  assert.equal((await next).type, 'drawn');
  engine.forget();
});

test('forgetting stops the worker and loads nothing again', async () => {
  const { crew, spawn } = createCrew();
  const engine = createEngine(spawn);
  const first = engine.call(load);
  await answer(crew, 0, { reply: loaded });
  await first;
  engine.forget();
  assert.equal(crew[0].alive, false);
  assert.equal(engine.isEmpty, true);
  const next = engine.call(draw);
  await answer(crew, 1, { failure: { code: 'nothing-loaded' } });
  await assert.rejects(next, (e) => e.failure.code === 'nothing-loaded');
  engine.forget();
});
