import type { IncomingHttpHeaders } from 'node:http';
import type { Sql } from 'postgres';
import type { Refusal } from '#domain/access/decide.ts';
import type { Permission } from '#domain/access/permission.ts';
import type { CaseScope, Scope } from '#domain/access/scope.ts';
import type { Person, Side } from '#domain/access/standing.ts';
import type { Because, Protocol } from '../define.ts';
import type { Limits } from '../limits.ts';
import type { judge } from './byte-gate.ts';
import type { SignedIn } from './connection.ts';
import type { writeRows } from './log-statement.ts';
import type { keepSnapshot } from './stored.ts';
import type { readWakes } from './wakeups.ts';

/** How somebody is shown in a subject, where it does not follow from their standing on the case. */
export interface Shown {
  side: Side;
  /** Null: as their standing says. */
  roleInWords: string | null;
}
export interface Admitted {
  scope: CaseScope;
  shown?: Shown;
}

/**
 * Who may open a document, what of it is locked, and who may be seen in what it hangs on: told by the domain that they
 * belong to. What may not be known of is answered `unknown`, like what does not exist.
 */
export interface DocumentAccess {
  open(
    person: Person,
    documentId: string,
  ): Promise<(Admitted & { canWrite: boolean; locked: string[] }) | { because: Because }>;
  /** Into the presence of a subject: a space, or whatever else documents hang on. */
  enter(person: Person, caseFileId: string, subjectId: string): Promise<Admitted | { because: Because }>;
}

/** Several domains' rules as one: whichever lets somebody in, does. A refusal is always the first one's, whatever it is of. */
export const triedInTurn = (...all: readonly DocumentAccess[]): DocumentAccess => ({
  open: (person, documentId) => firstThatAdmits(all, (access) => access.open(person, documentId)),
  enter: (person, caseFileId, subjectId) =>
    firstThatAdmits(all, (access) => access.enter(person, caseFileId, subjectId)),
});

async function firstThatAdmits<T extends object>(
  all: readonly DocumentAccess[],
  ask: (access: DocumentAccess) => Promise<T | { because: Because }>,
): Promise<T | { because: Because }> {
  let refusal: { because: Because } | null = null;
  for (const access of all) {
    const answer = await ask(access);
    if (!('because' in answer)) return answer;
    refusal ??= answer;
  }
  return refusal ?? { because: 'unknown' };
}

/** Somebody who may be in a relay. One or more of them lead: they hand out what the others need. */
export interface RelayMember {
  name: string;
  leads: boolean;
}
/** Who may be in a relay: told by the domain, afresh for every message. */
export interface RelayAccess {
  enter(person: Person, caseFileId: string, relayId: string): Promise<{ scope: CaseScope } | { because: Because }>;
  /** Of these people, those who may speak and hear in it now, by person id. */
  membersNow(
    sql: Sql,
    councilId: string,
    relayId: string,
    personIds: readonly string[],
  ): Promise<ReadonlyMap<string, RelayMember>>;
}

/** The list a team of the council shares: who may watch it, asked afresh each time it is told, and what changes it. */
export interface QueueAccess {
  mayWatch(person: Person): Promise<boolean>;
  changedBy(action: string): boolean;
}

export interface AskContext {
  readonly scope: Scope;
  readonly person: Person;
  readonly connectionId: string;
}
/** What runs when an ask has been parsed and allowed. Its answer goes to the browser as `{ ok }`. */
export type Handler = (context: AskContext, input: never) => unknown;

export type Log = Pick<typeof import('#server/log.ts').log, 'info' | 'warn' | 'error'>;

/** Everything the engine is handed; it imports nothing of the council's work. */
export interface EngineDependencies {
  readonly protocol: Protocol;
  readonly handlers: Readonly<Record<string, Handler>>;
  readonly access: DocumentAccess;
  readonly relay: RelayAccess;
  readonly queue: QueueAccess;
  /** Reads the sign-in from a request's headers. Null: nobody, or not finished signing in. */
  personOf(headers: IncomingHttpHeaders): Promise<SignedIn | null>;
  /** Notes that somebody is still here, so that typing keeps them signed in. Null when the sign-in has ended. */
  stillHere(who: SignedIn): Promise<Date | null>;
  /** The gate: finds the standing now and decides. */
  authorise(person: Person, caseFileId: string | null, permission: Permission): Promise<Scope | Refusal>;
  /** Who is told of this action in a case file's history: whoever has the case open, only those in its target, or nobody. */
  newsFor(action: string): 'case' | 'subject' | null;
  /** As the engine's database role. */
  readonly sql: Sql;
  /** Exactly what browsers send as Origin. */
  readonly origin: string;
  readonly log: Log;
  /** Smaller numbers and wrappers, for tests. */
  readonly tests?: Partial<TestSeams>;
}

/** Where a test may stand between: crash points and deliberate breakages are wrappers around these, never code of ours. */
export interface TestSeams {
  limits: Limits;
  judge: typeof judge;
  write: typeof writeRows;
  keepSnapshot: typeof keepSnapshot;
  readWakes: typeof readWakes;
}
