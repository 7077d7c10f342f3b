import { describe, expect, test } from 'vitest';
import { until } from '../../../../../tests/support/until.ts';
import type { PrivateTalk } from './private-talk.ts';
import { readOuter } from './messages.ts';
import { FakeRelay, type OnTheWay } from './talk.fake.ts';

const isOpen = (...talks: PrivateTalk[]) =>
  until(() => talks.every(({ state }) => state === 'open'), 'the room to be open');
const own = (talk: PrivateTalk) => talk.members.find(({ mine }) => mine)!;
/** The words the leader sees beside somebody's name. */
const seenBy = (leader: PrivateTalk, talk: PrivateTalk) =>
  leader.members.find(({ id }) => id === own(talk).id)?.words ?? null;
const note = (talk: PrivateTalk, words: string, id = crypto.randomUUID()) => {
  talk.keep({ id, who: talk.who, by: own(talk).name, words, mayShare: null, version: 1 });
  return id;
};
const notesOf = (talk: PrivateTalk) => [...talk.shared.notes.values()].map(({ by, words }) => `${by}: ${words}`).sort();
const epochOf = (bytes: Uint8Array) => {
  const message = readOuter(bytes);
  return message.kind === 'sealed' ? message.epoch : null;
};
const reads = (talk: PrivateTalk, words: string) =>
  until(() => talk.shared.pad.toString() === words, `to read "${words}", not "${talk.shared.pad.toString()}"`);

describe('a sealed private room', () => {
  test('SEAL4: a participant who comes before the leader waits; then both have the same two words', async () => {
    const relay = new FakeRelay();
    const dana = await relay.come('Dana');
    expect([dana.state, own(dana).words]).toEqual(['waiting', null]);
    const sam = await relay.come('Sam', true);
    await isOpen(dana, sam);
    await until(() => seenBy(sam, dana), 'the leader to see the words');
    expect(own(dana).words).toEqual(seenBy(sam, dana));
  });

  test('SEAL5: several people of one side write together and keep notes, and who comes later gets what was said', async () => {
    const relay = new FakeRelay();
    const [sam, dana, jo] = [await relay.come('Sam', true), await relay.come('Dana'), await relay.come('Jo')];
    await isOpen(sam, dana, jo);
    dana.shared.pad.insert(0, 'twice a week');
    note(jo, 'she is tired by three');
    for (const talk of [sam, jo]) await reads(talk, 'twice a week');
    const late = await relay.come('Ali');
    await reads(late, 'twice a week');
    await until(() => notesOf(late).length === 1, 'the note to come');
    expect(notesOf(late)).toEqual(['Jo: she is tired by three']);
    expect(new Set([dana, jo, late].map((talk) => own(talk).id)).size).toBe(3);
  });

  test('SEAL5: somebody who drops out and comes back has the room again, with what was typed on both ends meanwhile', async () => {
    const relay = new FakeRelay();
    const [sam, dana] = [await relay.come('Sam', true), await relay.come('Dana')];
    await isOpen(sam, dana);
    relay.drop(own(dana).id);
    dana.shared.pad.insert(0, 'typed offline');
    sam.shared.pad.insert(0, 'and here ');
    await dana.connected();
    await isOpen(dana);
    await until(() => /typed offline/.test(sam.shared.pad.toString()), 'the words of both');
    await reads(dana, sam.shared.pad.toString());
    expect(sam.shared.pad.toString()).toContain('and here ');
    expect(own(dana).words).toEqual(seenBy(sam, dana));
  });

  test('SEAL5: the leader’s page is loaded anew: new keys by themselves, and nothing that was said is lost', async () => {
    const relay = new FakeRelay();
    const [before, dana] = [await relay.come('Sam', true), await relay.come('Dana')];
    await isOpen(before, dana);
    dana.shared.pad.insert(0, 'still here');
    const id = note(dana, 'a note');
    await reads(before, 'still here');
    const firstWords = own(dana).words;
    relay.drop(own(before).id);
    const after = await relay.come('Sam', true);
    await reads(after, 'still here');
    await until(() => after.shared.notes.has(id), 'the note to come back');
    await until(() => seenBy(after, dana) && own(dana).words !== firstWords, 'new words');
    expect(own(dana).words).toEqual(seenBy(after, dana));
  });

  test('SEAL5: two tabs of the leader: one gives keys, both read; when that one goes, the other does', async () => {
    const relay = new FakeRelay();
    const [one, dana] = [await relay.come('Sam', true), await relay.come('Dana')];
    await isOpen(one, dana);
    const two = await relay.come('Sam', true);
    await isOpen(two);
    two.shared.pad.insert(0, 'from the second tab');
    await reads(dana, 'from the second tab');
    relay.drop(own(one).id);
    await until(() => seenBy(two, dana), 'the second tab to give keys');
    dana.shared.pad.insert(0, 'and on ');
    await reads(two, 'and on from the second tab');
  });

  test('SEAL5: the leader is in both rooms at once, and neither hears of the other', async () => {
    const [family, council] = [new FakeRelay(), new FakeRelay()];
    const rooms = [await family.come('Sam', true, 'f'), await council.come('Sam', true, 'c')];
    const [dana, priya] = [await family.come('Dana', false, 'f'), await council.come('Priya', false, 'c')];
    await isOpen(...rooms, dana, priya);
    dana.shared.pad.insert(0, 'the family’s');
    priya.shared.pad.insert(0, 'the council’s');
    await reads(rooms[0]!, 'the family’s');
    await reads(rooms[1]!, 'the council’s');
  });

  test('SEAL5: a long text that was pasted comes whole, in pieces that fit', async () => {
    const relay = new FakeRelay();
    const [sam, dana] = [await relay.come('Sam', true), await relay.come('Dana')];
    await isOpen(sam, dana);
    const long = 'Lorem ipsum '.repeat(10_000);
    dana.shared.pad.insert(0, long);
    await reads(sam, long);
    expect(Math.max(...relay.seen.map(({ bytes }) => bytes.length))).toBeLessThan(48 * 1024);
  });

  test('SEAL6: whoever left cannot read what is said from then on, even with all that the server saw', async () => {
    const relay = new FakeRelay();
    const [sam, dana, jo] = [await relay.come('Sam', true), await relay.come('Dana'), await relay.come('Jo')];
    await isOpen(sam, dana, jo);
    note(jo, 'said by Jo');
    await until(() => notesOf(dana).length === 1, 'it to be heard');
    const oldEpoch = relay.seen.map(({ bytes }) => epochOf(bytes)).findLast((epoch) => epoch !== null);
    relay.drop(own(jo).id);
    const before = relay.seen.length;
    const underNewKey = ({ from, bytes }: OnTheWay) =>
      from.name === 'Dana' && ![null, oldEpoch].includes(epochOf(bytes));
    await until(() => relay.seen.slice(before).some(underNewKey), 'Dana to have the new key');
    dana.shared.pad.insert(0, 'without Jo');
    await reads(sam, 'without Jo');
    for (const { from, bytes } of relay.seen.slice(before)) jo.hear(from, bytes);
    // Resolves after all of that was looked at, and before any new key could have come.
    await jo.connected();
    expect(jo.shared.pad.toString()).toBe('');
  });

  test('SEAL7: only the owner of a note says that it may be shared, and only in exactly its words', async () => {
    const relay = new FakeRelay();
    const [sam, dana, jo] = [await relay.come('Sam', true), await relay.come('Dana'), await relay.come('Jo')];
    await isOpen(sam, dana, jo);
    const id = note(dana, 'we would take the other school');
    await until(() => sam.shared.notes.has(id) && jo.shared.notes.has(id), 'the note to be everywhere');
    const known = jo.shared.notes.get(id)!;
    jo.keep({ ...known, mayShare: known.words, version: 9 });
    dana.keep({ ...known, mayShare: 'other words', version: 9 } as never);
    note(jo, 'after');
    await until(() => notesOf(sam).length === 2, 'what Jo said to have come');
    expect(sam.shared.notes.get(id)!.mayShare).toBeNull();
  });

  test('SEAL8: when the room ends, its words are in nobody’s memory', async () => {
    const relay = new FakeRelay();
    const [sam, dana] = [await relay.come('Sam', true), await relay.come('Dana')];
    await isOpen(sam, dana);
    note(dana, 'a note');
    dana.end();
    expect([dana.state, dana.shared.notes.size, dana.members]).toEqual(['ended', 0, []]);
    await dana.connected();
    expect(dana.state).toBe('ended');
  });
});
