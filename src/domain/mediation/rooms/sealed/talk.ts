import type { RelaySelf } from '#realtime/define.ts';

export type TalkState = 'connecting' | 'waiting' | 'open' | 'ended';

/** The relay, as a room uses it. `send` goes to one member, or to all with null. */
export interface TalkLine {
  enter(): Promise<{ ok: RelaySelf } | { because: string }>;
  send(to: string | null, bytes: Uint8Array): Promise<{ ok: unknown } | { because: string }>;
  leave(): void;
}

/** Somebody in the room now: one line for each of their tabs. */
export interface TalkMember {
  id: string;
  who: string;
  name: string;
  lead: boolean;
  /** On one's own line, the two words to read aloud; on a leader's screen, those of each participant. */
  words: [string, string] | null;
  mine: boolean;
}
