import type { IncomingHttpHeaders } from 'node:http';
import type { Sql } from 'postgres';
import type { Refusal } from '#domain/access/decide.ts';
import type { Permission } from '#domain/access/permission.ts';
import type { CaseScope, Scope } from '#domain/access/scope.ts';
import type { Person } from '#domain/access/standing.ts';
import type { Because, Protocol } from '../define.ts';
import type { Limits } from '../limits.ts';
import type { judge } from './byte-gate.ts';
import type { SignedIn } from './connection.ts';
import type { writeRows } from './log-statement.ts';
import type { keepSnapshot } from './stored.ts';
import type { readWakes } from './wakeups.ts';

/** Who may open a document, and what of it is locked: told by the domain that the document belongs to. */
export interface DocumentAccess {
  open(
    person: Person,
    documentId: string,
  ): Promise<{ scope: CaseScope; canWrite: boolean; locked: string[] } | { because: Because }>;
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
  /** Reads the sign-in from a request's headers. Null: nobody, or not finished signing in. */
  personOf(headers: IncomingHttpHeaders): Promise<SignedIn | null>;
  /** Notes that somebody is still here, so that typing keeps them signed in. Null when the sign-in has ended. */
  stillHere(who: SignedIn): Promise<Date | null>;
  /** The gate: finds the standing now and decides. */
  authorise(person: Person, caseFileId: string | null, permission: Permission): Promise<Scope | Refusal>;
  /** Whether browsers with the case file open are told of this action in its history. */
  newsFor(action: string): boolean;
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
