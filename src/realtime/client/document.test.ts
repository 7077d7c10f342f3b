import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { LiveDocument } from './document.svelte.ts';
import { FakeTextarea } from './text.fake.ts';

/** A server that holds one text "p1" and takes, refuses or ignores what it is sent. */
function opened() {
  const server = new Y.Doc();
  server.getMap('texts').set('p1', new Y.Text('agreed words. '));
  const sent: { localSequence: number; update: Uint8Array }[] = [];
  const rejoin = vi.fn();
  const document = new LiveDocument('d1', {
    send: (_number, localSequence, update) => sent.push({ localSequence, update }),
    rejoin,
    moved: () => {},
  });
  const textarea = new FakeTextarea();
  document.text('p1').bind(textarea.element);
  const join = (epoch = 1, locked: string[] = []) =>
    document.joined(
      { number: 4, epoch, sequence: 1, canWrite: true, yClient: 77, locked },
      [{ type: 'state', number: 4, epoch, sequence: 1, version: 2, state: Y.encodeStateAsUpdateV2(server) }],
      false,
    );
  join();
  const nack = (code: string, localSequence = sent.at(-1)!.localSequence) =>
    document.take({ type: 'nack', number: 4, localSequence, code });
  const ack = (localSequence = sent.at(-1)!.localSequence) =>
    document.take({ type: 'ack', number: 4, localSequence, sequence: 2 });
  return { server, document, textarea, sent, rejoin, join, nack, ack };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('INV7: what is not saved is never said to be', () => {
  test('each change waits until the server says it is on disk', () => {
    const { document, textarea, sent, ack } = opened();
    textarea.type(0, 'a');
    textarea.type(1, 'b');
    expect(document.waiting).toBe(2);
    ack(sent[0]!.localSequence);
    expect(document.waiting).toBe(1);
    ack();
    expect(document.waiting).toBe(0);
  });

  test('an answer to something else, or sent twice, saves nothing', () => {
    const { document, textarea, ack } = opened();
    textarea.type(0, 'a');
    ack(0);
    expect(document.waiting).toBe(1);
  });

  test('a refusal for now keeps it waiting, and sends it again in order', () => {
    const { document, textarea, sent, nack, ack } = opened();
    textarea.type(0, 'a');
    nack('not-saved');
    textarea.type(1, 'b');
    expect(sent).toHaveLength(1);
    vi.advanceTimersByTime(1_000);
    expect([sent.length, document.waiting]).toEqual([2, 2]);
    expect(Y.parseUpdateMeta(sent[1]!.update).to.get(77)).toBe(2);
    nack('gap', sent[0]!.localSequence);
    ack();
    vi.advanceTimersByTime(10_000);
    expect([sent.length, document.waiting]).toEqual([2, 0]);
  });
});

describe('X13: a dropped connection', () => {
  test('three hundred changes made meanwhile are counted, packed, and sent on return', () => {
    const { server, document, textarea, sent, join, ack } = opened();
    document.left();
    for (let index = 0; index < 300; index++) textarea.type(textarea.value.length, `${index},`);
    expect([document.waiting, sent.length]).toEqual([300, 0]);
    join();
    expect(sent.length).toBeLessThan(10);
    for (const { update } of sent) Y.applyUpdate(server, update);
    expect(server.getMap<Y.Text>('texts').get('p1')!.toString()).toBe(textarea.value);
    ack();
    expect(document.waiting).toBe(0);
  });
});

describe('words the server will not take', () => {
  test('a settled text shows the server its own words again, and gives the writer theirs to keep', () => {
    const { document, textarea, rejoin, nack, join } = opened();
    textarea.type(14, 'One more thing');
    nack('locked');
    expect(rejoin).toHaveBeenCalledOnce();
    expect(textarea.element.readOnly).toBe(true);
    join(1, ['p1']);
    expect(document.text('p1').words).toBe('agreed words. ');
    expect(document.refused).toEqual({ because: 'locked', words: { p1: 'agreed words. One more thing' } });
    expect(document.waiting).toBe(0);
  });

  test('C12: another epoch means that old words go to a person to look at, and are never merged', () => {
    const { document, textarea, sent, rejoin, join } = opened();
    document.left();
    textarea.type(14, 'old words');
    join(2);
    expect([sent.length, rejoin.mock.calls.length]).toEqual([1, 1]);
    expect(document.from).toEqual({});
    join(2);
    expect(sent).toHaveLength(1);
    expect(document.text('p1').words).toBe('agreed words. ');
    expect(document.refused?.words).toEqual({ p1: 'agreed words. old words' });
  });

  test('a gap that does not close is not tried for ever', () => {
    const { textarea, rejoin, nack } = opened();
    textarea.type(0, 'a');
    for (let time = 0; time < 3; time++) {
      nack('gap');
      vi.advanceTimersByTime(10_000);
    }
    expect(rejoin).toHaveBeenCalledOnce();
  });
});

test('F07: when the access ends the words leave the memory and the screen', () => {
  const { document, textarea } = opened();
  textarea.type(0, 'mine. ');
  document.end();
  expect([textarea.value, document.text('p1').words, document.waiting, document.canWrite]).toEqual(['', '', 0, false]);
  expect(textarea.element.readOnly).toBe(true);
});

test('X18: what an earlier tab kept is put in and sent; what does not join on is left', () => {
  const { server, document, textarea, sent } = opened();
  const earlier = new Y.Doc();
  earlier.clientID = 76;
  Y.applyUpdate(earlier, Y.encodeStateAsUpdate(server));
  const updates: Uint8Array[] = [];
  earlier.on('update', (update: Uint8Array) => updates.push(update));
  for (const words of ['kept ', 'in a gap ']) earlier.getMap<Y.Text>('texts').get('p1')!.insert(0, words);
  expect(document.bringBack(updates[1]!, 1)).toBe(false);
  expect(document.bringBack(updates[0]!, 2)).toBe(false);
  expect(document.bringBack(updates[0]!, 1)).toBe(true);
  expect([textarea.value, document.waiting, sent.length]).toEqual(['kept agreed words. ', 1, 1]);
});
