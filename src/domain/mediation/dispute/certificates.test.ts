import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRefused } from '#domain/access/refused.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Person } from '#domain/access/standing.ts';
import type { Tx } from '#server/db.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeMediation, type TestMediation } from '../../../../tests/support/mediations.ts';
import { makeCase, scopeFor } from '../../../../tests/support/papers.ts';
import { startCertificate, takeBackCertificate, writeIssued } from './certificates.server.ts';
import { certificatesOf } from './disputes.server.ts';
import { raiseDispute } from './raise.server.ts';

const TODAY = '2026-12-31';
let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

type Work<T> = (tx: Tx, scope: CaseScope<'dispute:raise'>) => Promise<T>;
async function as<T>(person: Person, caseFileId: string, work: Work<T>): Promise<T> {
  const scope = (await scopeFor(person, caseFileId, 'dispute:raise')) as CaseScope<'dispute:raise'>;
  return underScope(scope, (tx) => work(tx, scope));
}
const sentence = (answer: unknown) => (isRefused(answer) ? answer.refused : JSON.stringify(answer));

/** A dispute with a statutory mediation wanted on 1 December, about a letter of 2 November. */
async function disputed(): Promise<TestMediation> {
  const made = await makeMediation(db);
  await db.owner`update dispute set notice_sent_on = '2026-11-02' where dispute_id = ${made.disputeId}`;
  await db.owner`update mediation set wanted_on = '2026-12-01' where mediation_id = ${made.mediationId}`;
  return made;
}
const start = ({ parent, caseFileId, disputeId }: TestMediation, kind: string, clockFrom: string) =>
  as(parent, caseFileId, (tx, scope) => startCertificate(tx, scope, disputeId, { kind, clockFrom }, TODAY));
const issue = ({ parent, caseFileId, disputeId }: TestMediation, certificateId: string, issuedOn: string) =>
  as(parent, caseFileId, (tx, scope) =>
    writeIssued(tx, scope, disputeId, { certificateId, issuedOn, issuedBy: 'Level Ground' }, TODAY),
  );

describe('certificates', () => {
  test.each(['declined', 'mediated', 'not_arranged'])(
    'DIS9: %s: three working days over Christmas, kept as they were that day',
    async (kind) => {
      const made = await disputed();
      expect(await start(made, kind, '2026-12-24')).toMatchObject({ dueOn: '2026-12-31' });
    },
  );

  test('DIS12: where the bank holidays of that year are not known no day is kept', async () => {
    const made = await disputed();
    const done = await as(made.parent, made.caseFileId, (tx, scope) =>
      startCertificate(tx, scope, made.disputeId, { kind: 'declined', clockFrom: '2028-12-29' }, '2029-01-02'),
    );
    expect(done).toMatchObject({ dueOn: null });
  });

  test('DIS18: a second one of any kind is refused, but a mediation that was held after all ends with its own, once', async () => {
    const made = await disputed();
    const { certificateId } = (await start(made, 'declined', '2026-11-20')) as { certificateId: string };
    expect(sentence(await start(made, 'declined', '2026-11-21'))).toContain('has been asked for already');
    expect(sentence(await start(made, 'not_arranged', '2026-12-30'))).toContain('has been asked for already');
    expect(await issue(made, certificateId, '2026-11-23')).toBe('written');
    expect(sentence(await start(made, 'not_arranged', '2026-12-30'))).toContain(
      'There is a certificate already, of Monday 23 November 2026',
    );
    expect(isRefused(await start(made, 'mediated', '2026-12-20'))).toBe(false);
    expect(sentence(await start(made, 'mediated', '2026-12-21'))).toContain('has been asked for already');
  });

  test('DIS18: the same day twice is refused, a wrong one is put right, and an issued one is not taken back', async () => {
    const made = await disputed();
    const { certificateId } = (await start(made, 'declined', '2026-11-20')) as { certificateId: string };
    expect(await issue(made, certificateId, '2026-11-24')).toBe('written');
    expect(sentence(await issue(made, certificateId, '2026-11-24'))).toContain('written down already');
    expect(await issue(made, certificateId, '2026-11-23')).toBe('written');
    const takeBack = () =>
      as(made.parent, made.caseFileId, (tx, scope) => takeBackCertificate(tx, scope, made.disputeId, certificateId));
    expect(await takeBack()).toBeNull();
    await db.owner`update certificate set issued_on = null where certificate_id = ${certificateId}`;
    expect(await takeBack()).toBe('taken_back');
    expect(await as(made.parent, made.caseFileId, (tx, scope) => certificatesOf(tx, scope, made.disputeId))).toEqual(
      [],
    );
  });

  test('DIS5 X27: one before the letter, before its clock, in the future, or of a day there is not, is refused', async () => {
    const made = await disputed();
    expect(sentence(await start(made, 'declined', '2026-11-01'))).toContain('cannot be before the letter was sent');
    expect(sentence(await start(made, 'declined', '2026-11-31'))).toContain('enter a day there is');
    expect(sentence(await start(made, 'not_arranged', '2026-11-30'))).toContain(
      'cannot be before mediation was asked for',
    );
    expect(sentence(await start(made, 'golden', '2026-11-20'))).toContain('Choose which certificate');
    const { certificateId } = (await start(made, 'declined', '2026-11-20')) as { certificateId: string };
    expect(sentence(await issue(made, certificateId, '2026-11-19'))).toContain('cannot be before the adviser was told');
    expect(sentence(await issue(made, certificateId, '2027-01-01'))).toContain('cannot be in the future');
    expect(await issue(made, certificateId.replace(/^./, 'f'), '2026-11-24')).toBeNull();
  });

  test('DIS18: without statutory mediation asked for there is only the one for whoever does not want it', async () => {
    const { parent, caseFileId } = await makeCase(db, 'Ana');
    const kinds = await as(parent, caseFileId, async (tx, scope) => {
      const raised = await raiseDispute(tx, scope, { ownWords: 'No', about: null, forPersonId: '' }, TODAY);
      const { disputeId } = raised as { disputeId: string };
      const ask = (kind: string) => startCertificate(tx, scope, disputeId, { kind, clockFrom: TODAY }, TODAY);
      return [await ask('mediated'), await ask('not_arranged'), await ask('declined')];
    });
    expect(kinds.map(isRefused)).toEqual([true, true, false]);
  });

  test('DIS9: whoever leads the mediation sets the clock going when it is closed', async () => {
    const made = await disputed();
    const scope = await scopeFor(made.mediator, made.caseFileId, 'mediation:lead');
    const done = await underScope(scope, (tx) =>
      startCertificate(tx, scope, made.disputeId, { kind: 'mediated', clockFrom: TODAY }, TODAY),
    );
    expect(isRefused(done)).toBe(false);
  });
});
