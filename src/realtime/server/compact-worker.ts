import { parentPort, workerData } from 'node:worker_threads';
import * as Y from 'yjs';
import type { ReplayAnswer, ReplayRequest } from './compact.ts';

/** Replays snapshot and rows into one document, writes it out, and reads it back to see that nothing is different. */
function replay({ snapshot, updates }: ReplayRequest): ReplayAnswer {
  const made = new Y.Doc();
  Y.transact(made, () => {
    if (snapshot) Y.applyUpdateV2(made, snapshot);
    for (const update of updates) Y.applyUpdate(made, update);
  });
  if (made.store.pendingStructs !== null || made.store.pendingDs !== null)
    return { failed: 'The rows leave something unresolved.' };
  const state = Y.encodeStateAsUpdateV2(made);
  const again = new Y.Doc();
  Y.applyUpdateV2(again, state);
  return sameWords(made, again) && Y.equalSnapshots(Y.snapshot(made), Y.snapshot(again))
    ? { state }
    : { failed: 'The snapshot does not replay equal.' };
}

const wordsOf = (doc: Y.Doc): string => JSON.stringify(doc.getMap('texts').toJSON());
const sameWords = (one: Y.Doc, other: Y.Doc): boolean => wordsOf(one) === wordsOf(other);

parentPort?.postMessage(replay(workerData as ReplayRequest));
