import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine, EngineError } from '../../../www/engine.js';
import { createCrew, settle } from './fakes.mjs';

const load = { type: 'load', files: [], sample: true, options: {} };
const draw = { type: 'draw', chart: 'map', size: { width: 1, height: 1 } };
const run = { type: 'run', plan: { seed: 7 } };
const loaded = { type: 'loaded' };
const analysed = { type: 'analysed' };
const drawn = { type: 'drawn' };

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

/** An engine in which a file was loaded and a plan run. */
async function withAnswer() {
  const { crew, spawn } = createCrew();
  const engine = createEngine(spawn);
  for (const [request, reply] of [[load, loaded], [run, analysed]]) {
    const call = engine.call(request);
    await answer(crew, 0, { reply });
    await call;
  }
  return { crew, engine };
}

/** The requests that a worker was sent, without the first ones. */
const requests = (worker, after = 0) =>
  worker.sent.filter((m) => m.call).slice(after).map((m) => m.call.request);

test('after a crash the last run is done again before what builds on it', async () => {
  const { crew, engine } = await withAnswer();
  crew[0].throwUp('unreachable');
  const repeats = [];
  const next = engine.call(draw, { onRepeat: (is) => repeats.push(is) });
  for (const reply of [loaded, analysed, drawn]) await answer(crew, 1, { reply });
  assert.equal((await next).type, 'drawn');
  assert.deepEqual(requests(crew[1]), [load, run, draw]);
  assert.deepEqual(repeats, [true, false]);
  const more = engine.call(draw, { onRepeat: (is) => repeats.push(is) });
  await answer(crew, 1, { reply: drawn });
  await more;
  assert.equal(repeats.length, 2, 'nothing is repeated twice');
  engine.forget();
});

test('a stop that is not heard replaces the worker and loses no answer', async (t) => {
  const { crew, engine } = await withAnswer();
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const stop = new AbortController();
  const call = engine.call({ type: 'run', plan: { seed: 8 } }, { signal: stop.signal });
  while (requests(crew[0]).length < 3) await null;
  stop.abort();
  await assert.rejects(call, { name: 'AbortError' });
  t.mock.timers.tick(2_999);
  assert.ok(crew[0].alive);
  t.mock.timers.tick(1);
  assert.ok(!crew[0].alive);
  t.mock.timers.reset();
  const next = engine.call(draw);
  for (const reply of [loaded, analysed, drawn]) await answer(crew, 1, { reply });
  await next;
  assert.deepEqual(requests(crew[1]), [load, run, draw]);
  engine.forget();
});

test('a new run, and a new load, need no old run', async () => {
  const other = { type: 'run', plan: { seed: 8 } };
  const { crew, engine } = await withAnswer();
  crew[0].throwUp('unreachable');
  const next = engine.call(other);
  for (const reply of [loaded, analysed]) await answer(crew, 1, { reply });
  await next;
  assert.deepEqual(requests(crew[1]), [load, other]);
  crew[1].throwUp('unreachable');
  const fresh = engine.call(load);
  await answer(crew, 2, { reply: loaded });
  await fresh;
  crew[2].throwUp('unreachable');
  const late = engine.call(draw);
  await answer(crew, 3, { reply: loaded });
  await answer(crew, 3, { failure: { code: 'nothing-run' } });
  await assert.rejects(late, (e) => e.failure.code === 'nothing-run');
  engine.forget();
});

test('a repeat that is stopped or fails is tried again with the next step', async () => {
  const { crew, engine } = await withAnswer();
  crew[0].throwUp('unreachable');
  const stop = new AbortController();
  const stopped = engine.call(draw, { signal: stop.signal });
  await answer(crew, 1, { reply: loaded });
  await settle();
  stop.abort();
  await assert.rejects(stopped, { name: 'AbortError' });
  assert.deepEqual(crew[1].sent.at(-1), { cancel: lastCall(crew[1]).id });
  await answer(crew, 1, { failure: { code: 'cancelled' } });
  const failed = engine.call(draw);
  await answer(crew, 1, { failure: { code: 'worker-crashed' } });
  await assert.rejects(failed, (e) => e.failure.code === 'worker-crashed');
  const next = engine.call(draw);
  for (const reply of [analysed, drawn]) await answer(crew, 1, { reply });
  await next;
  assert.deepEqual(requests(crew[1]), [load, run, run, run, draw]);
  engine.forget();
});

test('a stop while a repeat is answered goes no further', async () => {
  const { crew, engine } = await withAnswer();
  crew[0].throwUp('unreachable');
  const stop = new AbortController();
  const call = engine.call(draw, { signal: stop.signal });
  await settle();
  stop.abort();
  await assert.rejects(call, { name: 'AbortError' });
  await answer(crew, 1, { reply: loaded });
  await settle();
  assert.deepEqual(requests(crew[1]), [load]);
  engine.forget();
});

test('an answer that meets its stop on the way is never the last one', async () => {
  const other = { type: 'run', plan: { seed: 8 } };
  for (const [request, reply, again] of [
    [other, analysed, [run, draw]],
    [{ ...load, sample: false }, loaded, [load, run, draw]],
  ]) {
    const { crew, engine } = await withAnswer();
    const stop = new AbortController();
    const call = engine.call(request, { signal: stop.signal });
    await settle();
    stop.abort();
    await assert.rejects(call, { name: 'AbortError' });
    await answer(crew, 0, { reply });
    const next = engine.call(draw);
    for (const { type } of again) {
      const replies = { load: loaded, run: analysed, draw: drawn };
      await answer(crew, 0, { reply: replies[type] });
    }
    await next;
    assert.deepEqual(requests(crew[0], 3), again);
    assert.equal(crew.length, 1);
    engine.forget();
  }
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

test('rules that were kept are kept again in a new worker', async () => {
  const { crew, engine } = await withAnswer();
  const keep = { type: 'keep', rules: [{ name: 'a', when: { segment: 1 } }] };
  const kept = engine.call(keep);
  await answer(crew, 0, { reply: analysed });
  await kept;
  crew[0].throwUp('gone');
  const next = engine.call(draw);
  for (const reply of [loaded, analysed, analysed, drawn]) await answer(crew, 1, { reply });
  assert.equal((await next).type, 'drawn');
  assert.deepEqual(requests(crew[1]), [load, run, keep, draw]);
  // A new run has the rules of its own plan.
  const again = engine.call(run);
  await answer(crew, 1, { reply: analysed });
  await again;
  crew[1].throwUp('gone');
  const last = engine.call(draw);
  for (const reply of [loaded, analysed, drawn]) await answer(crew, 2, { reply });
  await last;
  assert.deepEqual(requests(crew[2]), [load, run, draw]);
  engine.forget();
});

test('a module that a worker needs between two requests is given', async () => {
  const { crew, spawn } = createCrew();
  const given = { source: 'text', module: {} };
  const engine = createEngine(spawn, async () => given);
  const call = engine.call(load);
  await answer(crew, 0, { reply: loaded });
  await call;
  crew[0].say({ id: undefined, need: 'compute' });
  await settle();
  assert.deepEqual(crew[0].sent.at(-1), { given: { kind: 'compute', ...given } });
  const next = engine.call(draw);
  await answer(crew, 0, { reply: drawn });
  assert.equal((await next).type, 'drawn');
  engine.forget();
});
