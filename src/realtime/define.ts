import type { GenericSchema, InferInput } from 'valibot';

/**
 * What a browser may ask over the socket. There is no form without `needs`: the gate parses `input`, finds the
 * standing now, decides, runs the handler and answers `{ ok }` or `{ because }`.
 * An ask that concerns a case file carries `caseFileId` in its input.
 */
export interface Ask<Permission extends string, Input extends GenericSchema, Answer> {
  readonly needs: Permission;
  readonly input: Input;
  readonly answer: Answer;
}
export type AnyAsk = Ask<string, GenericSchema, unknown>;

/** Declares an ask. `answer` is a type only: `answer: {} as { hands: number }`. */
export const ask = <P extends string, I extends GenericSchema, A>(definition: Ask<P, I, A>): Ask<P, I, A> => definition;

/** What browsers are told. `to` names the audience: everyone with the case file open, or one subject's room. */
export interface News<Data> {
  readonly to: 'case' | 'subject' | 'person';
  readonly data: Data;
}
export const news = <D>(definition: News<D>): News<D> => definition;

export type InputOf<A extends AnyAsk> = InferInput<A['input']>;
export type AnswerOf<A extends AnyAsk> = A['answer'];

/** Every answer is a success or a named reason, never a thrown error. */
export type Answered<T> = { ok: T } | { because: Because };
export type Because =
  'malformed' | 'unknown' | 'forbidden' | 'signed-out' | 'too-fast' | 'not-saved' | 'please-reload' | 'fault';

export interface Protocol {
  /** Older browser builds become read-only and say "please reload". */
  readonly version: number;
  readonly asks: Record<string, AnyAsk>;
  readonly news: Record<string, News<unknown>>;
}

/** What the engine answers itself, beside the protocol it was handed: hearing of a case, and being seen in a space. */
export type EngineAsks = {
  'case.watch': Ask<string, GenericSchema<{ caseFileId: string }>, null>;
  /** Answers with the id of one's own lines in `Here`, so that a page need not show people to themselves. */
  'presence.enter': Ask<string, GenericSchema<{ caseFileId: string; spaceId: string }>, { id: string }>;
  /** Answers with the name one is known by there. What goes through a relay is sealed by browsers, and not kept. */
  'relay.enter': Ask<string, GenericSchema<{ caseFileId: string; relayId: string }>, RelaySelf>;
  /** To one member, or to all with null. `bytes` is base64. */
  'relay.send': Ask<string, GenericSchema<{ relayId: string; to: string | null; bytes: string }>, null>;
  'relay.leave': Ask<string, GenericSchema<{ relayId: string }>, null>;
  /** The list one's team shares: from now on `queue.changed` says when to look again. */
  'queue.watch': Ask<string, GenericSchema<object | null | undefined>, null>;
  'queue.leave': Ask<string, GenericSchema<object | null | undefined>, null>;
  'presence.at': Ask<string, GenericSchema<{ place: string | null; typing: boolean; page: string | null }>, null>;
};

/** How one is known in a relay, as the server says. */
export interface RelaySelf {
  /** One connection: gone when it drops. */
  id: string;
  /** One person, in every tab and each time they come back. Stands for nothing outside this relay. */
  who: string;
  name: string;
}
/** Who a message in a relay is from. */
export interface RelayFrom extends RelaySelf {
  leads: boolean;
}

/** Why an update was not taken. Each has its sentence on the page. */
export const nackCodes = [
  'too-large',
  'header',
  'malformed',
  'read-only',
  'foreign-client',
  'gap',
  'root',
  'locked',
  'deletes',
  'too-many',
  'quota',
  'closed',
  'quarantined',
  'epoch',
  'not-saved',
  'forbidden',
] as const;
export type NackCode = (typeof nackCodes)[number];

/** The answer to `document.open`. */
export interface OpenedDocument {
  /** Starts every binary frame of this document on this connection. */
  number: number;
  epoch: number;
  sequence: number;
  canWrite: boolean;
  /** The Yjs client id to write under, given out by the server and bound to this person. */
  yClient: number;
  /** Names of texts that may not be changed now. */
  locked: string[];
}

/** One line of "who is here": built by the server from the sign-in. */
export interface Here {
  /** Says which lines belong to the same connection; stands for nothing else. */
  id: string;
  name: string;
  roleInWords: string;
  side: 'family' | 'council' | 'neutral';
  place: string | null;
  typing: boolean;
  page: string | null;
}
