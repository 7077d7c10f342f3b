import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import {
  aClause,
  anAgreedClause,
  as,
  clauseNow,
  done,
  sayYes,
  speechTherapy,
} from '../../../../tests/support/clauses.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeMediation, type TestMediation } from '../../../../tests/support/mediations.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { dropClause, moveClause, openClauseAgain, saveClause } from './clause-commands.server.ts';
import { clausesOf, isHealthOnly } from './clauses.server.ts';

let db: TestDatabase;
let made: TestMediation;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());
beforeEach(async () => void (made = await makeMediation(db)));

const about = (clauseId: string, version: number) => ({ mediationId: made.mediationId, clauseId, version });
const drawUp = async () => {
  const agreementId = v7();
  await db.owner`insert into agreement (council_id, case_file_id, agreement_id, mediation_id, number, text, sha256, history_head, drawn_up_by)
    values (${made.councilId}, ${made.caseFileId}, ${agreementId}, ${made.mediationId}, 1, '{"signers": []}', 'x', 'x', ${made.mediator.personId})`;
  return agreementId;
};

describe('order, dropping and locking', () => {
  test('CL7 B17: clauses change places without changing what was agreed; pressing twice moves once', async () => {
    const [one, two] = [await anAgreedClause(made), await aClause(made, { title: 'A taxi' })];
    const up = () =>
      as(made.mediator, made, (tx, scope) =>
        moveClause(tx, scope, { mediationId: made.mediationId, clauseId: two, number: 2, to: 'up' }),
      );
    done(await up());
    done(await up());
    expect((await clauseNow(made, two)).number).toBe(1);
    expect(await clauseNow(made, one)).toMatchObject({ number: 2, state: 'agreed' });
  });

  test('CL7: a clause is dropped with a reason everybody reads, and can be opened again', async () => {
    const clauseId = await anAgreedClause(made);
    const drop = (because: string) =>
      as(made.parent, made, (tx, scope) => dropClause(tx, scope, { ...about(clauseId, 2), because }));
    expect(await drop('')).toMatchObject({ errors: { because: expect.any(String) } });
    done(await drop('It is in clause 1 already.'));
    done(await drop('Again.'));
    expect(await clauseNow(made, clauseId)).toMatchObject({
      ...{ state: 'dropped', droppedBecause: 'It is in clause 1 already.', agreedBy: [], version: 3 },
    });
    done(await as(made.officer, made, (tx, scope) => openClauseAgain(tx, scope, about(clauseId, 3))));
    expect((await clauseNow(made, clauseId)).state).toBe('draft');
  });

  test('CL13 MED2: nothing changes while an agreement waits to be signed, nor once the mediation is closed', async () => {
    const clauseId = await anAgreedClause(made);
    await drawUp();
    const open = () => as(made.parent, made, (tx, scope) => openClauseAgain(tx, scope, about(clauseId, 2)));
    expect(await open()).toMatchObject({ errors: { form: expect.stringContaining('drawn up for signing') } });
    await db.owner`update mediation set closed_at = now(), state = 'closed' where mediation_id = ${made.mediationId}`;
    await expect(open()).rejects.toThrow('closed');
  });

  test('CL5: only a mediation about health alone is one', async () => {
    const healthOnly = () => as(made.parent, made, (tx, scope) => isHealthOnly(tx, scope, made.mediationId));
    const raise = (number: number, area: string) =>
      db.owner`insert into dispute_issue (council_id, case_file_id, issue_id, dispute_id, number, words, area, added_by)
        values (${made.councilId}, ${made.caseFileId}, ${v7()}, ${made.disputeId}, ${number}, 'x', ${area}, ${made.parent.personId})`;
    expect(await healthOnly()).toBe(false);
    await raise(1, 'health');
    expect(await healthOnly()).toBe(true);
    await raise(2, 'education');
    expect(await healthOnly()).toBe(false);
  });
});

describe('who sees them', () => {
  test('A12 E10 CL14: nobody outside the mediation sees a draft or can touch it, not even an officer of the case', async () => {
    const clauseId = await aClause(made);
    const outside = await makePerson(db, made.councilId, 'staff', 'Tom Vale');
    await giveStanding(db, made.councilId, made.caseFileId, outside.personId, 'case_officer');
    expect(await as(outside, made, (tx, scope) => clausesOf(tx, scope, made.mediationId))).toEqual([]);
    const details = { ...speechTherapy, title: 'Mine now' };
    expect(
      await as(outside, made, (tx, scope) => saveClause(tx, scope, { ...about(clauseId, 2), details })),
    ).toBeNull();
    expect((await clauseNow(made, clauseId)).title).toBe('Speech therapy');
  });

  test('RDY6 CL14: whoever has not agreed to mediate does nothing with them yet', async () => {
    const clauseId = await aClause(made);
    await db.owner`update mediation_party set agreed_to_mediate_at = null where party_id = ${made.parties.parent}`;
    expect(await sayYes(made, made.parent, clauseId)).toMatchObject({
      errors: { form: expect.stringContaining('say yes to it') },
    });
  });

  test('A10 C21 CL14: the id of another mediation’s clause is an id of nothing, also for somebody who is in both', async () => {
    const other = await makeMediation(db, 'Ines');
    const theirs = await aClause(other);
    for (const id of [theirs, v7(), 'nothing'])
      expect(
        await as(made.parent, made, (tx, scope) => dropClause(tx, scope, { ...about(id, 2), because: 'Because' })),
      ).toBeNull();
    expect((await clauseNow(other, theirs)).state).toBe('draft');
  });
});
