import { underScope } from '../../src/domain/access/scoped.server.ts';
import type { CaseScope } from '../../src/domain/access/scope.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { guestOf, type Guest } from '../../src/domain/people/guest.server.ts';
import { inviteAdult, type SaidOfAdult } from '../../src/domain/cases/invite-adult.server.ts';
import type { Invited, NewInvitation } from '../../src/domain/people/invite.server.ts';
import type { Tx } from '../../src/server/db.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { freshDataFolder, scopeFor } from './papers.ts';
import { giveStanding, makeCaseFile, makeCouncil, makePerson } from './people.ts';

export interface Inviting {
  db: TestDatabase;
  officer: Person;
  teamId: string;
  caseFileId: string;
  scope: CaseScope;
}

/** A case officer on a case file of one child, Maya, who may invite. */
export async function anOfficerInvites(): Promise<Inviting> {
  freshDataFolder();
  const db = await freshDatabase();
  const { councilId, teamId } = await makeCouncil(db);
  const officer = await makePerson(db, councilId, 'staff', 'Priya Shah');
  const caseFileId = await makeCaseFile(db, councilId, teamId);
  await giveStanding(db, councilId, caseFileId, officer.personId, 'case_officer');
  return { db, officer, teamId, caseFileId, scope: await scopeFor(officer, caseFileId, 'people:invite') };
}

/** An invitation as an officer types it: who they are to the child is said beside it. */
export type Typed = Omit<NewInvitation, 'adultId'>;

/** What an officer says of a parent they invite. */
export const checked: SaidOfAdult = {
  relation: 'her mother',
  responsibility: 'held',
  checkedHow: 'Birth certificate',
  checkedOn: '2026-09-01',
  schoolHidden: false,
};

/** The same in the boxes of the form. */
export const checkedInForm = {
  ...{ relation: checked.relation, responsibility: 'held', checkedHow: 'Birth certificate' },
  ...{ checkedOn: '2026-09-01', school: 'may_know' },
};

/** Invites somebody whom the officer has checked, as the page does. Throws when a form would have been refused. */
export async function inviteChecked(tx: Tx, scope: CaseScope, given: Typed): Promise<Invited> {
  const invited = await inviteAdult(tx, scope, given, checked, '2026-11-23');
  if ('wrong' in invited) throw new Error(`Not invited: ${JSON.stringify(invited.wrong)}`);
  return invited;
}

let count = 0;
/** What an officer types, for somebody new each time. */
export const asked = (change: Partial<Typed> = {}): Typed => {
  count += 1;
  return {
    fullName: `Dana Rowe ${count}`,
    role: 'parent',
    email: `dana${count}@example.org`,
    mobile: `+4477009${String(count).padStart(5, '0')}`,
    ask: 'Please check the list of papers.',
    askBy: '2026-12-01',
    ...change,
  };
};

const latestTo = async ({ db }: Pick<Inviting, 'db'>, to: string, like: string) => {
  const [message] = await db.owner<{ body: string }[]>`
    select body from outbox where "to" = ${to} and body like ${like} order by created_at desc, outbox_id desc limit 1`;
  return message!.body;
};
/** The link, as it came to an address or number. */
export const linkSentTo = async (here: Pick<Inviting, 'db'>, to: string) =>
  /\/i\/(\S+)/.exec(await latestTo(here, to, '%/i/%'))![1]!;
export const codeSentTo = async (here: Pick<Inviting, 'db'>, to: string) =>
  /\d{6}/.exec(await latestTo(here, to, '%Common Ground code%'))![0];

/** Invites somebody and opens their link. */
export async function invited(
  here: Pick<Inviting, 'db' | 'scope'>,
  change: Partial<Typed> = {},
): Promise<{ guest: Guest; link: string; given: Typed }> {
  const given = asked(change);
  await underScope(here.scope, (tx) => inviteChecked(tx, here.scope, given));
  const link = await linkSentTo(here, given.email ?? given.mobile!);
  return { guest: (await guestOf(link))!, link, given };
}
