import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { FROM_SERVER, Replica } from './replica.ts';
import { FakeTextarea } from './text.fake.ts';
import { LiveText } from './text.svelte.ts';

/** Two people in one text, whose updates arrive when `exchange` is called. */
function pair() {
  const seed = new Y.Doc();
  seed.getMap('texts').set('p1', new Y.Text());
  const people = [person(1), person(2)] as const;
  for (const one of people) one.receive([Y.encodeStateAsUpdate(seed)]);
  const exchange = () => {
    const sent = people.map((one) => one.sent.splice(0));
    people[0].receive(sent[1]!);
    people[1].receive(sent[0]!);
  };
  return { people, exchange };
}

function person(yClient: number) {
  const sent: Uint8Array[] = [];
  const replica = new Replica({
    toServer: (update) => sent.push(update),
    textsMoved: () => text.attach(replica.texts.get('p1') ?? null),
  });
  replica.doc.clientID = yClient;
  const text = new LiveText('p1', replica);
  const textarea = new FakeTextarea();
  const unbind = text.bind(textarea.element);
  text.lock(false);
  const receive = (updates: Uint8Array[]) =>
    updates.forEach((update) => replica.take({ type: 'update', number: 1, sequence: 1, update }));
  return { sent, text, textarea, receive, replica, unbind };
}

const act = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      who: fc.nat(1),
      kind: fc.constant('type' as const),
      at: fc.nat(30),
      words: fc.string({ unit: fc.constantFrom('a', 'b', ' ', '😀'), maxLength: 4 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ who: fc.nat(1), kind: fc.constant('cut' as const), at: fc.nat(30), length: fc.nat(4) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      who: fc.nat(1),
      kind: fc.constantFrom('undo' as const, 'compose' as const, 'composed' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('exchange' as const) }) },
);

describe('a textarea and a shared text', () => {
  test('stay the same through any mix of typing, cutting, undoing, composing and others doing so', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const { people, exchange } = pair();
        for (const step of acts) {
          if (step.kind === 'exchange') exchange();
          else {
            const { textarea } = people[step.who as 0 | 1];
            if (step.kind === 'type') textarea.type(step.at, step.words);
            else if (step.kind === 'cut') textarea.cut(step.at, step.length);
            else if (step.kind === 'undo') textarea.press('z');
            else textarea.dispatchEvent(new Event(step.kind === 'compose' ? 'compositionstart' : 'compositionend'));
          }
          for (const one of people) expect(one.textarea.value).toBe(one.text.words);
        }
        for (const one of people) one.textarea.dispatchEvent(new Event('compositionend'));
        exchange();
        exchange();
        expect(people[0].textarea.value).toBe(people[1].textarea.value);
        expect(people[0].textarea.value.isWellFormed()).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('never lose a character: every word typed by either is there once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ who: fc.nat(1), at: fc.nat(400), meet: fc.boolean() }), { maxLength: 40 }),
        (turns) => {
          const { people, exchange } = pair();
          turns.forEach(({ who, at, meet }, index) => {
            const { textarea } = people[who as 0 | 1];
            // Only between words, so that a later word does not fall inside an earlier one.
            const gap = textarea.value.indexOf('⟧', at) + 1;
            textarea.type(gap, `⟦${index}⟧`);
            if (meet) exchange();
          });
          exchange();
          turns.forEach((_, index) => expect(people[1].textarea.value.split(`⟦${index}⟧`)).toHaveLength(2));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('the caret keeps its neighbour while another person types before it', () => {
    const { people, exchange } = pair();
    const [one, two] = people;
    one.textarea.type(0, 'one three');
    exchange();
    one.textarea.focus();
    one.textarea.setSelectionRange(4, 9);
    two.textarea.type(4, 'two ');
    exchange();
    expect(one.textarea.value).toBe('one two three');
    expect(one.textarea.value.slice(one.textarea.selectionStart, one.textarea.selectionEnd)).toBe('three');
  });

  test('a textarea without focus is never given a selection, which on a phone would take the focus', () => {
    const { people, exchange } = pair();
    people[0].textarea.type(0, 'words');
    exchange();
    expect(people[1].textarea.value).toBe('words');
    expect(people[1].textarea.selectionsSet).toBe(0);
  });

  test("an input method is not disturbed: others' words wait until it is done, one's own go on", () => {
    const { people, exchange } = pair();
    const [one, two] = people;
    one.textarea.dispatchEvent(new Event('compositionstart'));
    one.textarea.type(0, 'に');
    two.textarea.type(0, 'hello ');
    exchange();
    expect(one.textarea.value).toBe('に');
    expect(two.textarea.value).toContain('に');
    one.textarea.dispatchEvent(new Event('compositionend'));
    expect(one.textarea.value).toBe(two.textarea.value);
  });

  test("undo takes back only one's own, and puts the caret there", () => {
    const { people, exchange } = pair();
    const [one, two] = people;
    one.textarea.type(0, 'mine');
    exchange();
    two.textarea.type(4, ' and yours');
    exchange();
    one.textarea.focus();
    one.textarea.press('z');
    expect(one.textarea.value).toBe(' and yours');
    one.textarea.press('z');
    expect(one.textarea.value).toBe(' and yours');
    one.textarea.press('y');
    expect(one.textarea.value).toBe('mine and yours');
    expect(one.textarea.selectionStart).toBe(4);
  });

  test('a locked text keeps its words and takes no more', () => {
    const { people } = pair();
    const [one] = people;
    one.textarea.type(0, 'settled');
    one.text.lock(true);
    expect(one.textarea.element.readOnly).toBe(true);
    one.textarea.type(7, ' not');
    expect([one.text.words, one.textarea.value]).toEqual(['settled', 'settled']);
  });

  test('a pasted letter of 200,000 characters goes as updates within the limit', () => {
    const { people, exchange } = pair();
    const letter = 'é'.repeat(200_000);
    people[0].textarea.type(0, letter);
    expect(Math.max(...people[0].sent.map((update) => update.byteLength))).toBeLessThan(64 * 1024);
    exchange();
    expect(people[1].textarea.value === letter).toBe(true);
  });

  test('line ends that the browser folds do not put later words in the wrong place', () => {
    const { people, exchange } = pair();
    const [one, two] = people;
    two.replica.doc.transact(() => two.replica.texts.get('p1')!.insert(0, 'first\r\nsecond'), FROM_SERVER);
    one.receive([Y.encodeStateAsUpdate(two.replica.doc)]);
    one.textarea.type(one.textarea.value.length, '!');
    expect(one.text.words).toBe('first\nsecond!');
    exchange();
    expect(two.text.words).toBe('first\nsecond!');
  });

  test('half a character never travels', () => {
    const { people, exchange } = pair();
    people[0].textarea.type(0, '\ud83d');
    exchange();
    expect(people[1].textarea.value).toBe('\ufffd');
  });
});
