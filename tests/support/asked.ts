import { underScope } from '../../src/domain/access/scoped.server.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { askForPaper, type NewAsking } from '../../src/domain/evidence/asking/asking.server.ts';
import { isRefused } from '../../src/domain/evidence/begin.server.ts';
import { rowsOf } from '../../src/domain/evidence/list/rows.server.ts';
import type { TestDatabase } from './database.ts';
import { scopeFor } from './papers.ts';

const DUE = '2099-01-05';

/** Asks a practitioner for the first paper of the list, or for one given. Returns the link, without its `/p/`. */
export async function askSomebody(
  db: TestDatabase,
  officer: Person,
  caseFileId: string,
  given: Partial<NewAsking> = {},
): Promise<string> {
  const scope = await scopeFor(officer, caseFileId, 'paper:ask');
  const email = given.email ?? 'lee@clinic.example';
  const done = await underScope(scope, async (tx) => {
    const [first] = await rowsOf(tx, scope);
    const asking = { checkRowId: first!.checkRowId, askedOf: 'Dr Alex Lee', dueOn: DUE, wishOf: 'council' as const };
    return askForPaper(tx, scope, { ...asking, email, ...given });
  });
  if (done === null || isRefused(done)) throw new Error(done?.refused ?? 'There is no such row to ask for.');
  return linkSentTo(db, email);
}

/** The newest practitioner's link that was sent to an address. */
export async function linkSentTo(db: TestDatabase, email: string): Promise<string> {
  const [message] = await db.owner<{ body: string }[]>`
    select body from outbox where "to" = ${email} and body like '%/p/%' order by created_at desc, outbox_id desc limit 1`;
  return /\/p\/(\S+)/.exec(message!.body)![1]!;
}
