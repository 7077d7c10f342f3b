import * as Y from 'yjs';
import type { RelayFrom, RelaySelf } from '#realtime/define.ts';
import { Knock } from './knock.ts';
import { Asking, Attempts, Giving, type RoomKey } from './keys.ts';
import { readOuter, type Outer } from './messages.ts';
import { Outgoing } from './outgoing.ts';
import { SealedLine } from './sealed-line.ts';
import { SharedWords, type Note } from './shared-words.ts';
import type { TalkLine, TalkMember, TalkState } from './talk.ts';

/** A leader who comes listens this long for another tab of theirs that already gives keys. */
const LISTEN_FIRST_MS = 400;

interface About {
  roomId: string;
  lead: boolean;
  line: TalkLine;
  /** Something that is shown may have moved. */
  changed(): void;
}

/**
 * One private room as one browser has it. Keys are made by the browser of whoever leads, and given to each participant
 * under a key of their own after a handshake; the server passes on what it cannot read. Everything is in memory.
 */
export class PrivateTalk {
  state: TalkState = 'connecting';
  readonly shared = new SharedWords((update) => this.#typed(update));
  readonly #about: About;
  readonly #sealing: SealedLine;
  readonly #outgoing: Outgoing;
  readonly #attempts = new Attempts();
  readonly #others = new Map<string, RelayFrom>();
  #self: RelaySelf | null = null;
  /** Who gives out keys, by their connection. */
  #leaderId: string | null = null;
  #asking: Asking | null = null;
  #giving: Giving | null = null;
  #typedUpdates: Uint8Array[] = [];
  #hearing: Promise<void> = Promise.resolve();
  readonly #knock = new Knock(() => this.#alone());

  constructor(about: About) {
    this.#about = about;
    this.#sealing = new SealedLine(about.roomId);
    this.#outgoing = new Outgoing({ line: about.line, self: () => this.#self, refused: () => this.end() });
  }

  get members(): TalkMember[] {
    const line = ({ id, who, name }: RelaySelf, lead: boolean, mine: boolean): TalkMember => {
      const words = mine ? (this.#asking?.words ?? null) : (this.#giving?.wordsWith(id) ?? null);
      return { id, who, name, lead, words, mine };
    };
    const others = [...this.#others.values()].map((from) => line(from, from.leads, false));
    return this.#self ? [line(this.#self, this.#about.lead, true), ...others] : others;
  }
  get who(): string {
    return this.#self?.who ?? '';
  }

  /** The line is there: again, after a drop. What was said stays in memory, and keys are asked for anew. */
  connected(): Promise<void> {
    return this.#later(async () => {
      if (this.state === 'ended') return;
      this.#startOver();
      const entered = await this.#about.line.enter();
      if ('because' in entered) return this.#refused(entered.because);
      this.#self = entered.ok;
      this.#move('waiting');
      this.#send(null, { kind: 'hello', keys: '' });
      this.#knock.first(this.#about.lead ? LISTEN_FIRST_MS : undefined);
    });
  }

  hear(from: RelayFrom, bytes: Uint8Array): void {
    void this.#later(async () => {
      if (!this.#self || from.id === this.#self.id) return;
      if (!this.#others.has(from.id)) this.#others.set(from.id, from);
      await this.#take(from, readOuter(bytes), this.#self);
      this.#about.changed();
    });
  }

  left(id: string): void {
    void this.#later(async () => {
      if (!this.#others.delete(id)) return;
      if (this.#giving) {
        this.#giving.forget(id);
        await this.#renew(this.#giving);
      }
      if (this.#leaderId === id) this.#leaderless();
      this.#about.changed();
    });
  }

  /** The room ended, or this person may not be in it any more: nothing of it stays in memory. */
  end(): void {
    if (this.state === 'ended') return;
    this.#startOver();
    this.#sealing.wipe();
    this.shared.wipe();
    this.#move('ended');
  }

  leave(): void {
    if (this.#self) this.#about.line.leave();
    this.end();
  }

  keep(note: Note): void {
    const inner = this.shared.keep(note);
    this.#say(null, () => inner);
    this.#about.changed();
  }

  /** Forgets the connection, not the words. */
  #startOver(): void {
    this.#knock.stop();
    this.#others.clear();
    this.#sealing.startOver();
    this.#self = this.#leaderId = this.#asking = this.#giving = null;
    this.#typedUpdates = [];
  }

  #refused(because: string): void {
    if (!['offline', 'too-fast', 'fault'].includes(because)) return this.end();
    this.#move('connecting');
    if (because !== 'offline') this.#knock.again();
  }

  async #take(from: RelayFrom, message: Outer, self: RelaySelf): Promise<void> {
    const giving = this.#giving;
    if (message.kind === 'hello') this.#send(from.id, { kind: 'here', keys: this.#gives });
    if (message.kind === 'hello' || message.kind === 'here') return this.#heardOf(from, message.keys, self);
    if (message.kind === 'sealed') return this.#unseal(from, message, self);
    if (message.kind === 'commit' && giving && this.#attempts.take())
      return this.#send(from.id, await giving.committed(from.id, message.commitment));
    if (message.kind === 'reveal' && giving && (await giving.revealed(from.id, message.publicBytes, message.nonce)))
      return this.#give(giving, from.id);
    const asking = this.#asking;
    if (asking?.leaderId !== from.id) return;
    if (message.kind === 'offer') {
      const reveal = await asking.offered(message.publicBytes);
      if (reveal) this.#send(from.id, reveal);
    } else if (message.kind === 'key') {
      const key = await asking.given(message.sealed);
      if (key) this.#open(key);
    }
  }

  get #gives(): string {
    return this.#giving ? this.#sealing.epoch : '';
  }

  /** Of two tabs of one leader that both began to give keys, the one whose name comes first goes on. */
  async #heardOf(from: RelayFrom, keys: string, self: RelaySelf): Promise<void> {
    if (!keys || !from.leads) return;
    if (this.#giving && self.id < from.id) return this.#send(from.id, { kind: 'here', keys: this.#gives });
    if (this.#leaderId === from.id && (this.#asking || keys === this.#sealing.epoch)) return;
    this.#giving = null;
    this.#leaderId = from.id;
    await this.#ask(from.id, self);
  }

  async #ask(leaderId: string, self: RelaySelf): Promise<void> {
    this.#knock.again();
    if (!this.#attempts.take()) return;
    this.#asking = await Asking.begin({ roomId: this.#about.roomId, selfId: self.id, leaderId });
    this.#send(leaderId, { kind: 'commit', commitment: this.#asking.commitment });
  }

  /** Nobody gave keys in time: a leader begins to, a participant asks again. Or the server was too busy to let us in. */
  #alone(): void {
    if (this.state === 'connecting') return void this.connected();
    void this.#later(async () => {
      const self = this.#self;
      if (!self) return;
      if (this.#leaderId) return this.#ask(this.#leaderId, self);
      if (!this.#about.lead) {
        this.#send(null, { kind: 'hello', keys: '' });
        return this.#knock.again();
      }
      this.#giving = new Giving(this.#about.roomId, self.id);
      await this.#renew(this.#giving);
      this.#send(null, { kind: 'here', keys: this.#gives });
    });
  }

  #leaderless(): void {
    this.#leaderId = this.#asking = null;
    this.#knock.first(this.#about.lead ? LISTEN_FIRST_MS : undefined);
  }

  async #renew(giving: Giving): Promise<void> {
    this.#open(await giving.renew());
    for (const id of giving.participants) this.#give(giving, id);
  }
  #give(giving: Giving, id: string): void {
    this.#send(id, () => giving.keyFor(id));
  }

  /** The key is here: what others said before, or while it changed, is asked for. */
  #open(key: RoomKey): void {
    if (!this.#giving) this.#knock.stop();
    this.#sealing.use(key);
    this.#move('open');
    this.#say(null, () => this.shared.want());
  }

  async #unseal(from: RelayFrom, message: Extract<Outer, { kind: 'sealed' }>, self: RelaySelf): Promise<void> {
    const heard = await this.#sealing.unsealed(message, from.id, self.id);
    if (!heard) return;
    if (heard.missed) this.#say(from.id, () => this.shared.want());
    const here = (who: string) => [...this.#others.values()].some((other) => other.who === who);
    const answer = heard.inner && this.shared.take(heard.inner, from.who, here);
    if (answer) this.#say(from.id, () => answer);
  }

  #typed(update: Uint8Array): void {
    // While there is no line nothing is sent; everybody is told when it is back.
    if (!this.#self || this.#typedUpdates.push(update) > 1) return;
    // What is typed while the last is under way goes as one.
    this.#say(null, () => this.shared.update(Y.mergeUpdates(this.#typedUpdates.splice(0))));
  }

  #say(to: string | null, inner: () => Uint8Array): void {
    this.#outgoing.all(to, (self) => this.#sealing.sealed(inner(), self.id, to));
  }
  #send(to: string | null, message: Outer | (() => Promise<Outer | null>)): void {
    this.#outgoing.send(to, message);
  }

  /** One thing after the other; what is no message, or cannot be opened, is as if it had not come. */
  #later(work: () => Promise<void>): Promise<void> {
    return (this.#hearing = this.#hearing.then(work).catch(() => {}));
  }

  #move(state: TalkState): void {
    this.state = state;
    this.#about.changed();
  }
}
