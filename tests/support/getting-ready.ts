import { underScope } from '../../src/domain/access/scoped.server.ts';
import type { CasePermission } from '../../src/domain/access/permission.ts';
import type { CaseScope } from '../../src/domain/access/scope.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { appointMediator, type NewMediator } from '../../src/domain/mediation/ready/mediator.server.ts';
import { acceptInvitation } from '../../src/domain/people/accept.server.ts';
import { guestOf, sendCode } from '../../src/domain/people/guest.server.ts';
import type { Tx } from '../../src/server/db.ts';
import type { TestDatabase } from './database.ts';
import { codeSentTo, linkSentTo } from './inviting.ts';
import type { TestMediation } from './mediations.ts';
import { scopeFor } from './papers.ts';

/** Runs a command in one person's own scope on the case of a mediation. */
export async function as<T>(
  made: TestMediation,
  person: Person,
  work: (tx: Tx, scope: CaseScope) => Promise<T>,
  permission: CasePermission = 'mediation:join',
): Promise<T> {
  const scope = await scopeFor(person, made.caseFileId, permission);
  return underScope(scope, (tx) => work(tx, scope));
}

let count = 0;
/** A mediator as an officer types them: a new one each time, from a provider of their own. */
export const newMediator = (change: Partial<NewMediator> = {}): NewMediator => {
  count += 1;
  return {
    fullName: `Bo Field ${count}`,
    email: `bo${count}@level-ground.example`,
    mobile: `+4477008${String(count).padStart(5, '0')}`,
    provider: 'Level Ground Mediation',
    providerRef: `LG-${count}`,
    ...change,
  };
};

export const appoint = (made: TestMediation, given: NewMediator) =>
  as(made, made.officer, (tx, scope) => appointMediator(tx, scope, made.mediationId, given), 'dispute:arrange');

/** Takes up a mediator's invitation by its link and code, as they do at their own desk: one that was read out, or one sent. */
export async function takeUp(db: TestDatabase, given: NewMediator, readOut?: string): Promise<Person> {
  const guest = (await guestOf(await linkSentTo({ db }, given.email!)))!;
  if (!readOut) await sendCode(guest);
  const accepted = await acceptInvitation(guest, readOut ?? (await codeSentTo({ db }, given.mobile!)));
  if (!('ok' in accepted)) throw new Error(`Not let in: ${accepted.because}`);
  return accepted.ok;
}
