import { expect, test } from 'vitest';
import { until } from '../../../../../tests/support/until.ts';
import { bound, keyFrom, newKeyBytes, open, seal } from './cipher.ts';
import { Asking, Attempts, Giving } from './keys.ts';
import { readOuter, writeOuter, type Outer } from './messages.ts';
import { padded, STEP_BYTES, unpadded } from './padding.ts';
import { FakeRelay } from './talk.fake.ts';
import { twoWords, wordList } from './two-words.ts';

const ROOM = 'room';
const ids = { roomId: ROOM, selfId: 'participant', leaderId: 'leader' };
const TRIES = 25;
/** Two words are one of 65,536: in so few tries they fit by chance once at most. */
const BY_CHANCE = 1;

type Offer = Extract<Outer, { kind: 'offer' }>;
type Reveal = Extract<Outer, { kind: 'reveal' }>;

async function leader(): Promise<Giving> {
  const giving = new Giving(ROOM, ids.leaderId);
  await giving.renew();
  return giving;
}
/** One honest handshake between two ends. */
async function shake(asking: Asking, giving: Giving): Promise<boolean> {
  const offer = (await giving.committed(ids.selfId, asking.commitment)) as Offer;
  const reveal = (await asking.offered(offer.publicBytes)) as Reveal;
  return giving.revealed(ids.selfId, reveal.publicBytes, reveal.nonce);
}

test('SEAL4: after a handshake both ends have the same words and the participant the room’s key', async () => {
  const [asking, giving] = [await Asking.begin(ids), await leader()];
  expect(await shake(asking, giving)).toBe(true);
  expect(asking.words).toEqual(giving.wordsWith(ids.selfId));
  const key = (await giving.keyFor(ids.selfId)) as Extract<Outer, { kind: 'key' }>;
  const given = await asking.given(key.sealed);
  expect(given?.epoch).toMatch(/^[0-9a-f]{16}$/);
  // The same message again would bring an old key back.
  expect(await asking.given(key.sealed)).toBeNull();
});

test('SEAL4: a server in the middle that puts its own keys in place of both makes the two words differ', async () => {
  let fits = 0;
  for (let nth = 0; nth < TRIES; nth++) {
    const [asking, giving] = [await Asking.begin(ids), await leader()];
    const [towardsLeader, towardsParticipant] = [await Asking.begin(ids), await leader()];
    expect([await shake(towardsLeader, giving), await shake(asking, towardsParticipant)]).toEqual([true, true]);
    if (String(asking.words) === String(giving.wordsWith(ids.selfId))) fits++;
  }
  expect(fits).toBeLessThanOrEqual(BY_CHANCE);
});

test('SEAL4: a server that waits to see a key before it chooses its own is caught by the commitment', async () => {
  for (let nth = 0; nth < TRIES; nth++) {
    const [asking, giving, mallory] = [await Asking.begin(ids), await leader(), await Asking.begin(ids)];
    const offer = (await giving.committed(ids.selfId, asking.commitment)) as Offer;
    const chosen = (await mallory.offered(offer.publicBytes)) as Reveal;
    expect(await giving.revealed(ids.selfId, chosen.publicBytes, chosen.nonce)).toBe(false);
    expect(await giving.keyFor(ids.selfId)).toBeNull();
  }
});

test('SEAL4: a participant answers one key of the leader’s, and a leader one opened commitment', async () => {
  const [asking, giving] = [await Asking.begin(ids), await leader()];
  const offer = (await giving.committed(ids.selfId, asking.commitment)) as Offer;
  const reveal = (await asking.offered(offer.publicBytes)) as Reveal;
  expect(await asking.offered(offer.publicBytes)).toBeNull();
  expect(await giving.revealed(ids.selfId, reveal.publicBytes, reveal.nonce)).toBe(true);
  expect(await giving.revealed(ids.selfId, reveal.publicBytes, reveal.nonce)).toBe(false);
});

test('SEAL4: each handshake of a leader has a key of its own, and there are not many of them', async () => {
  const giving = await leader();
  const offers = await Promise.all(
    ['a', 'b', 'a'].map(async (id) => String(((await giving.committed(id, new Uint8Array(32))) as Offer).publicBytes)),
  );
  expect(new Set(offers).size).toBe(3);
  const attempts = new Attempts();
  expect(Array.from({ length: 100 }, () => attempts.take()).filter(Boolean)).toHaveLength(30);
});

test('SEAL4: over the relay, a server that swaps keys on their way is seen in the words, or no key is given', async () => {
  const swaps: Record<string, (message: Outer) => Outer> = {
    reveal: (message) =>
      message.kind === 'reveal' ? { ...message, publicBytes: crypto.getRandomValues(new Uint8Array(32)) } : message,
    offer: (message) =>
      message.kind === 'offer' ? { ...message, publicBytes: crypto.getRandomValues(new Uint8Array(32)) } : message,
  };
  for (const [kind, swap] of Object.entries(swaps)) {
    const relay = new FakeRelay();
    relay.meddle = ({ bytes }) => writeOuter(swap(readOuter(bytes)));
    const [sam, dana] = [await relay.come('Sam', true), await relay.come('Dana')];
    const tried = () => relay.seen.some(({ bytes }) => readOuter(bytes).kind === 'reveal');
    await until(tried, `a handshake whose ${kind} was swapped`);
    await sam.connected();
    expect(dana.state).toBe('waiting');
    for (const talk of [sam, dana]) talk.end();
  }
});

test('SEAL4: what is sealed opens only with its key, about the same thing, unchanged', async () => {
  const [key, other] = [await keyFrom(newKeyBytes()), await keyFrom(newKeyBytes())];
  const plain = new TextEncoder().encode('we would take less');
  const about = bound('room', 'epoch', 'sender');
  const sealed = await seal(key, plain, about);
  expect(await open(key, sealed, about)).toEqual(plain);
  expect(await open(other, sealed, about)).toBeNull();
  expect(await open(key, sealed, bound('room', 'epoch', 'another sender'))).toBeNull();
  expect(await open(key, sealed, bound('another room', 'epoch', 'sender'))).toBeNull();
  for (let at = 0; at < sealed.length; at += 37) {
    const changed = Uint8Array.from(sealed, (byte, i) => (i === at ? byte ^ 1 : byte));
    expect(await open(key, changed, about)).toBeNull();
  }
});

test('SEAL6: a length tells no more than a step: a letter and a sentence are sealed alike', () => {
  for (const length of [0, 1, 30, 251, 252, 253, 1_000, 40_000]) {
    const made = padded(new Uint8Array(length).fill(7));
    expect(made.length % STEP_BYTES).toBe(0);
    expect(unpadded(made)).toEqual(new Uint8Array(length).fill(7));
  }
  expect(padded(new Uint8Array(1)).length).toBe(padded(new Uint8Array(200)).length);
  expect(() => unpadded(new Uint8Array(STEP_BYTES).fill(255))).toThrow();
});

test('SEAL4: the words are 256 different plain ones', () => {
  expect([wordList.length, new Set(wordList).size]).toEqual([256, 256]);
  for (const word of wordList) expect(word).toMatch(/^[a-z]{3,9}$/);
  expect(twoWords(new Uint8Array([0, 255]))).toEqual(['acorn', 'swan']);
});
