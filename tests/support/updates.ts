import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { OpenedDocument } from '../../src/realtime/define.ts';
import type { Wire } from './live.ts';
import { until } from './until.ts';

/** The document as one connection was sent it. */
export function copyOf(wire: Wire, number: number): Y.Doc {
  const doc = new Y.Doc();
  for (const frame of wire.frames) {
    if (frame.number !== number) continue;
    if (frame.type === 'state') (frame.version === 2 ? Y.applyUpdateV2 : Y.applyUpdate)(doc, frame.state);
    if (frame.type === 'update') Y.applyUpdate(doc, frame.update);
  }
  return doc;
}

export const textIn = (doc: Y.Doc, name: string): Y.Text => doc.getMap<Y.Text>('texts').get(name)!;

/** The update of whatever is done to a copy, under the given client id. */
export function updateOf(doc: Y.Doc, yClient: number, change: (doc: Y.Doc) => void): Uint8Array {
  doc.clientID = yClient;
  let made: Uint8Array | null = null;
  doc.once('update', (update: Uint8Array) => (made = update));
  doc.transact(() => change(doc));
  if (!made) throw new Error('Nothing was changed.');
  return made;
}

/** What an honest browser would send to put words at the end of a text, and the words it was shown before. */
export async function updateThat(wire: Wire, opened: OpenedDocument, name: string, says: string) {
  await until(() => wire.frames.some(({ type }) => type === 'state'), 'the state of the document');
  const doc = copyOf(wire, opened.number);
  const words = textIn(doc, name).toString();
  return { doc, words, update: updateOf(doc, opened.yClient, () => textIn(doc, name).insert(words.length, says)) };
}

/** Bytes put together by hand: numbers as lib0 varints, byte arrays as they are. */
export function bytesOf(...parts: (number | Uint8Array)[]): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part);
    else encoding.writeUint8Array(encoder, part);
  }
  return encoding.toUint8Array(encoder);
}
