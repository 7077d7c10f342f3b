import * as encoding from 'lib0/encoding';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { GateScene, type Browser } from '../../../tests/support/gate-scene.ts';
import { limits } from '../limits.ts';
import { judge } from './byte-gate.ts';

let scene: GateScene;
let ana: Browser;
let ben: Browser;
beforeEach(() => {
  scene = new GateScene();
  ana = scene.browser('ana');
  ben = scene.browser('ben');
});

const varints = (...values: number[]): Uint8Array => {
  const encoder = encoding.createEncoder();
  for (const value of values) encoding.writeVarUint(encoder, value);
  return encoding.toUint8Array(encoder);
};
const refusal = (code: string) => ({ says: 'refuse', code });

describe('honest words are taken', () => {
  test('an edit, and the same edit again, which changes nothing', () => {
    const update = ana.change(() => ana.text('p1').insert(0, 'trains'));
    expect(scene.send('ana', update)).toMatchObject({ says: 'take', client: ana.doc.clientID, clock: 0 });
    expect(scene.send('ana', update)).toEqual({ says: 'nothing-new' });
    expect(scene.wordsOf('p1')).toBe('trains');
  });

  test('the whole document sent back', () => {
    ana.types('p1', 'one');
    ben.catchUp();
    ben.types('p1', 'two');
    ana.catchUp();
    expect(scene.send('ana', Y.encodeStateAsUpdate(ana.doc))).toEqual({ says: 'nothing-new' });
  });

  test('a second tab that passes on what the first one typed, under both its ids', () => {
    const second = scene.browser('ana');
    const first = ana.change(() => ana.text('p1').insert(0, 'first'));
    Y.applyUpdate(second.doc, first, 'server');
    const before = Y.encodeStateVector(scene.words.doc);
    second.text('p1').insert(5, ' second');
    expect(scene.send('ana', Y.encodeStateAsUpdate(second.doc, before))).toMatchObject({ says: 'take' });
    expect(scene.wordsOf('p1')).toBe('first second');
  });

  test('words typed and cut again while offline, in two texts', () => {
    const update = ana.change(() => {
      ana.text('p1').insert(0, 'to be cut');
      ana.text('p1').delete(0, 9);
      ana.text('p2').insert(0, 'kept');
    });
    expect(scene.send('ana', update)).toMatchObject({ says: 'take' });
    expect([scene.wordsOf('p1'), scene.wordsOf('p2')]).toEqual(['', 'kept']);
  });

  test('keys that follow each other faster than the disk: each is judged by what still waits', () => {
    const updates = [...'faster'].map((letter, i) => ana.change(() => ana.text('p1').insert(i, letter)));
    for (const update of updates) {
      const verdict = judge(update, scene.held('ana'), limits);
      expect(verdict.says).toBe('take');
      if (verdict.says === 'take') scene.words.expect(verdict.stretches);
    }
    scene.words.apply(updates);
    expect(scene.wordsOf('p1')).toBe('faster');
    expect(ana.types('p1', '!')).toMatchObject({ says: 'take', clock: 6 });
  });
});

describe('forgeries', () => {
  const poison = (client: number, clock: number) =>
    Uint8Array.from([...varints(1, 1, client, clock), 0, ...varints(1_000_000, 0)]);

  test('C07: thirteen bytes that would silence a victim are refused, and the victim types on', () => {
    ana.types('p1', 'hello');
    expect(scene.send('ben', poison(ana.doc.clientID, 5))).toEqual(refusal('foreign-client'));
    expect(scene.send('ana', poison(ana.doc.clientID, 5))).toEqual(refusal('root'));
    expect(ana.types('p1', ' there')).toMatchObject({ says: 'take' });
    expect(scene.wordsOf('p1')).toBe('hello there');
  });

  test('C02: claims the bytes cannot keep are refused at once', () => {
    for (const bomb of [
      varints(1, 28_000_000, 1, 0),
      varints(2 ** 32, 1),
      varints(0, 2 ** 32),
      varints(0, 1, 1, 2 ** 32),
      varints(0, 1, ana.doc.clientID, 1, 0, 2 ** 50),
    ]) {
      const from = performance.now();
      const verdict = scene.send('ana', bomb);
      expect(performance.now() - from).toBeLessThan(20);
      expect(['header', 'malformed', 'gap', 'too-many']).toContain(
        verdict.says === 'refuse' ? verdict.code : verdict.says,
      );
    }
  });

  test('C10: eleven bytes that would wipe somebody else’s page are refused; a sentence may go', () => {
    ana.types('p1', 'x'.repeat(5_000));
    ben.catchUp();
    const wipe = varints(0, 1, ana.doc.clientID, 1, 0, 5_000);
    expect(wipe.byteLength).toBeLessThan(12);
    expect(scene.send('ben', wipe)).toEqual(refusal('deletes'));
    expect(scene.wordsOf('p1')).toHaveLength(5_000);
    expect(ben.does(() => ben.text('p1').delete(0, 80))).toMatchObject({ says: 'take' });
    ana.catchUp();
    expect(ana.does(() => ana.text('p1').delete(0, 4_920))).toMatchObject({ says: 'take' });
  });

  test('C06: words under somebody else’s name are refused', () => {
    ben.doc.clientID = ana.doc.clientID;
    expect(ben.types('p1', 'I AGREE to section F')).toEqual(refusal('foreign-client'));
    ben.doc.clientID = 4_000_000_000;
    expect(ben.types('p1', 'nobody said this')).toEqual(refusal('foreign-client'));
    expect(scene.wordsOf('p1')).toBe('');
  });

  test('C08: an edit whose predecessor is missing is refused, and nothing is parked', () => {
    ana.change(() => ana.text('p1').insert(0, 'a'));
    const second = ana.change(() => ana.text('p1').insert(1, 'b'));
    expect(scene.send('ana', second)).toEqual(refusal('gap'));
    const fromAnother = ana.change(() => ana.text('p1').insert(2, 'c'));
    Y.applyUpdate(ben.doc, Y.encodeStateAsUpdate(ana.doc), 'server');
    const afterUnknown = ben.change(() => ben.text('p1').insert(3, 'd'));
    expect(scene.send('ben', afterUnknown)).toEqual(refusal('gap'));
    expect(scene.send('ana', Y.mergeUpdates([fromAnother]))).toEqual(refusal('gap'));
    expect(scene.words.doc.store.pendingStructs).toBeNull();
  });

  test('C03: too large, too many and over the quota', () => {
    expect(ana.types('p1', 'x'.repeat(limits.updateMaxBytes))).toEqual(refusal('too-large'));
    const many = scene.browser('ana');
    const swarm = many.change(() => {
      for (let i = 0; i <= limits.structsPerUpdate; i++) many.text(i % 2 ? 'p1' : 'p2').insert(0, 'x');
    });
    expect(scene.send('ana', swarm)).toEqual(refusal('too-many'));
    const full = scene.browser('ana');
    expect(full.does(() => full.text('p1').insert(0, 'x'), { bytes: limits.documentMaxBytes })).toEqual(
      refusal('quota'),
    );
    const endless = Uint8Array.from([
      ...varints(1, 1, full.doc.clientID, 0),
      1,
      ...parentOf('p1'),
      ...varints(2 ** 40, 0),
    ]);
    expect(scene.send('ana', endless)).toEqual(refusal('quota'));
  });

  test('overlapping delete ranges cost no more than they weigh', () => {
    for (let i = 0; i < 3_000; i++) ana.types(i % 2 ? 'p1' : 'p2', 'x', 0);
    const ranges = Array.from({ length: 4_000 }, () => [0, 3_000]).flat();
    const from = performance.now();
    expect(scene.send('ana', varints(0, 1, ana.doc.clientID, 4_000, ...ranges))).toEqual(refusal('too-many'));
    expect(performance.now() - from).toBeLessThan(200);
  });

  /** The parent part of a struct that starts a text: not a root's name, and the id of the text's own struct. */
  const parentOf = (name: string): number[] => {
    const { client, clock } = scene.server.getMap<Y.Text>('texts').get(name)!._item!.id;
    return [...varints(0, client, clock)];
  };
});

describe('only characters of texts the server made', () => {
  const refusedAsRoot = (work: (browser: Browser) => void): void => {
    const before = scene.state;
    expect(ana.does(() => work(ana))).toEqual(refusal('root'));
    expect(scene.state).toBe(before);
  };

  test('C09: another root, a new text, a format, an embed', () => {
    refusedAsRoot(({ doc }) => doc.getText('t').insert(0, 'x'));
  });
  test.each<[string, (browser: Browser) => void]>([
    ['a new key', ({ doc }) => doc.getMap('texts').set('p3', new Y.Text())],
    ['a text put in another’s place', ({ doc }) => doc.getMap('texts').set('p1', new Y.Text())],
    ['a plain value in a text’s place', ({ doc }) => doc.getMap('texts').set('p1', 'agreed')],
    ['a format', (browser) => browser.text('p1').insert(0, 'bold', { bold: true })],
    ['an embed', (browser) => browser.text('p1').insertEmbed(0, { image: 'x' })],
    ['an attribute', (browser) => browser.text('p1').setAttribute('state', 'agreed')],
    ['a list beside the texts', ({ doc }) => doc.getArray('list').push([1])],
  ])('C09 C18: %s', (_, work) => refusedAsRoot(work));

  test('C16: a document within the document', () => {
    refusedAsRoot(({ doc }) => doc.getMap<Y.Doc>('texts').set('p9', new Y.Doc({ guid: 'injected' })));
  });

  test('C18: taking a text away', () => {
    refusedAsRoot(({ doc }) => doc.getMap('texts').delete('p1'));
    expect(scene.words.names).toEqual(['p1', 'p2']);
  });

  test('C19: keys that mean something to the language pollute nothing', () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'k'.repeat(10_000)]) {
      const browser = scene.browser('ana');
      expect(browser.does(() => browser.doc.getMap('texts').set(key, new Y.Text()))).toEqual(refusal('root'));
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    const browser = scene.browser('ana');
    expect(browser.types('p1', 'a\0b')).toEqual(refusal('malformed'));
    expect(scene.browser('ana').types('p1', '\ud83d half of a face')).toMatchObject({ says: 'take' });
  });

  test('C20: a time inside the words is words; nothing reads it as when', () => {
    expect(ana.types('p1', '1999-01-01T00:00:00Z')).toMatchObject({ says: 'take' });
    expect(scene.wordsOf('p1')).toBe('1999-01-01T00:00:00Z');
  });

  test('neighbours from two texts would tie them together', () => {
    ana.types('p1', 'left');
    ana.types('p2', 'right');
    const client = ana.doc.clientID;
    const tied = Uint8Array.from([...varints(1, 1, client, 9), 0xc4, ...varints(client, 3, client, 4), 1, 120, 0]);
    expect(scene.send('ana', tied)).toEqual(refusal('root'));
  });
});

describe('who may not', () => {
  test('C04: a reader’s words are refused; the deletions an honest reader sends back are not', () => {
    ana.types('p1', 'words');
    ana.does(() => ana.text('p1').delete(0, 2));
    const reader = scene.browser('rae');
    expect(reader.does(() => reader.text('p1').insert(0, 'x'), { canWrite: false })).toEqual(refusal('read-only'));
    const again = scene.browser('rae');
    expect(scene.send('rae', Y.encodeStateAsUpdate(again.doc), { canWrite: false })).toEqual({ says: 'nothing-new' });
    expect(again.does(() => again.text('p1').delete(0, 1), { canWrite: false })).toEqual(refusal('read-only'));
    expect(scene.wordsOf('p1')).toBe('rds');
  });

  test('C11: a locked text stays as it is, to the byte', () => {
    ana.types('p1', 'agreed words');
    ana.types('p2', 'open words');
    scene.locked = new Set(['p1']);
    expect(ana.types('p1', 'x', 0)).toEqual(refusal('locked'));
    const other = scene.browser('ana');
    expect(other.does(() => other.text('p1').delete(0, 1))).toEqual(refusal('locked'));
    expect(scene.browser('ana').types('p2', '!')).toMatchObject({ says: 'take' });
    expect(scene.wordsOf('p1')).toBe('agreed words');
  });
});
