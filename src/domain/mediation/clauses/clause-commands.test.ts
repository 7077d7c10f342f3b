import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { addDays } from '#domain/calendar/date.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import { today } from '#domain/calendar/today.ts';
import {
  aClause,
  anAgreedClause,
  as,
  clauseNow,
  done,
  sayYes,
  speechTherapy,
  WORDS,
} from '../../../../tests/support/clauses.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeMediation, type TestMediation } from '../../../../tests/support/mediations.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { keepWordsInMemory } from '../../../../tests/support/words.ts';
import { STALE } from './begin-clause.server.ts';
import {
  addClause,
  dropClause,
  moveClause,
  openClauseAgain,
  putForward,
  saveClause,
} from './clause-commands.server.ts';
import { agreeToClause, takeBackClause } from './clause-sayings.server.ts';
import { lockClauseTexts, saveClauseWords, typedIn } from './clause-words.server.ts';
import { clausesOf, isHealthOnly } from './clauses.server.ts';
import { jointDocument } from '../rooms/joint-document.server.ts';

const words = keepWordsInMemory();
const now = today(() => new Date());
let db: TestDatabase;
let made: TestMediation;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());
beforeEach(async () => void (made = await makeMediation(db)));

const about = (clauseId: string, version: number) => ({ mediationId: made.mediationId, clauseId, version });
const actions = async () =>
  (await db.owner`select action from history where target = ${made.mediationId} order by sequence`).map(
    (row) => row['action'],
  );
const drawUp = async () => {
  const agreementId = v7();
  await db.owner`insert into agreement (council_id, case_file_id, agreement_id, mediation_id, number, text, sha256, history_head, drawn_up_by)
    values (${made.councilId}, ${made.caseFileId}, ${agreementId}, ${made.mediationId}, 1, '{"signers": []}', 'x', 'x', ${made.mediator.personId})`;
  return agreementId;
};

describe('adding and putting forward', () => {
  test('B17 CL7: a form sent twice adds one clause, and clauses are numbered in order', async () => {
    const form = { mediationId: made.mediationId, seed: v7(), title: 'Speech therapy' };
    const add = (title: string) => as(made.parent, made, (tx, scope) => addClause(tx, scope, { ...form, title }));
    const [one, same] = [done(await add('Speech therapy')), done(await add('Speech therapy'))];
    expect(same).toEqual(one);
    done(await add('A taxi'));
    expect(await add('')).toMatchObject({ errors: { title: expect.any(String) } });
    const all = await as(made.manager, made, (tx, scope) => clausesOf(tx, scope, made.mediationId));
    expect(all.map(({ number, title, stateInWords }) => [number, title, stateInWords])).toEqual([
      [1, 'Speech therapy', 'Being written'],
      [2, 'A taxi', 'Being written'],
    ]);
    expect(await actions()).toEqual(['clause.added', 'clause.added']);
  });

  test('A10 CL7: a clause is about an issue of its own dispute, and of no other', async () => {
    const other = await makeMediation(db, 'Ines');
    const raise = async ({ councilId, caseFileId, disputeId, parent }: TestMediation) => {
      const issueId = v7();
      await db.owner`insert into dispute_issue (council_id, case_file_id, issue_id, dispute_id, number, words, area, added_by)
        values (${councilId}, ${caseFileId}, ${issueId}, ${disputeId}, 1, 'Speech therapy', 'education', ${parent.personId})`;
      return issueId;
    };
    const [ours, theirs] = [await raise(made), await raise(other)];
    for (const [issueId, kept] of [
      [ours, ours],
      [theirs, null],
    ] as const) {
      const form = { mediationId: made.mediationId, seed: v7(), title: 'Speech therapy', issueId };
      const { clauseId } = done(await as(made.parent, made, (tx, scope) => addClause(tx, scope, form)));
      expect((await clauseNow(made, clauseId)).issueId).toBe(kept);
    }
  });

  test('CL6: what is not complete is not put forward, and each field has its sentence', async () => {
    const clauseId = await aClause(made);
    const details = { ...speechTherapy, officer: '', howKnown: '', kind: null };
    const answer = await as(made.parent, made, (tx, scope) =>
      putForward(tx, scope, { ...about(clauseId, 2), words: '', details }, now),
    );
    expect(Object.keys((answer as { errors: object }).errors).sort()).toEqual(
      ['howKnown', 'kind', 'officer', `words-${clauseId}`].sort(),
    );
    expect((await clauseNow(made, clauseId)).version).toBe(2);
  });

  test('CL6: it may be kept unfinished, and is not agreed like that', async () => {
    const clauseId = await aClause(made);
    const details = { ...speechTherapy, howKnown: '' };
    done(await as(made.officer, made, (tx, scope) => saveClause(tx, scope, { ...about(clauseId, 2), details })));
    expect(await sayYes(made, made.parent, clauseId)).toMatchObject({
      errors: { form: expect.stringContaining('not ready') },
    });
  });

  test('CL7: an officer on the case is found by name, once', async () => {
    const clauseId = await aClause(made, { officer: 'priya shah' });
    expect((await clauseNow(made, clauseId)).officerId).toBe(made.officer.personId);
    const other = await aClause(made, { title: 'Other', officer: 'Dr Lee' });
    expect((await clauseNow(made, other)).officerId).toBeNull();
  });

  test('CL8 SP6: a form from before a change is told so and changes nothing; the same form again does no harm', async () => {
    const clauseId = await aClause(made);
    const save = (version: number, title: string) =>
      as(made.parent, made, (tx, scope) =>
        saveClause(tx, scope, { ...about(clauseId, version), details: { ...speechTherapy, title } }),
      );
    done(await save(2, 'More speech therapy'));
    done(await save(2, 'More speech therapy'));
    expect(await save(2, 'Something else')).toEqual({ errors: { form: STALE } });
    expect(await clauseNow(made, clauseId)).toMatchObject({ title: 'More speech therapy', version: 3 });
    const again = { ...about(clauseId, 3), words: WORDS, details: { ...speechTherapy, title: 'More speech therapy' } };
    done(await as(made.parent, made, (tx, scope) => putForward(tx, scope, again, now)));
    expect((await clauseNow(made, clauseId)).version).toBe(3);
  });

  test('CL3: in early resolution whatever a form says, only a date agreed in writing is kept', async () => {
    await db.owner`update mediation set private_rooms = false, kind = 'early_resolution' where mediation_id = ${made.mediationId}`;
    const clauseId = await aClause(made, { agreedDate: addDays(now, 30) });
    expect(await clauseNow(made, clauseId)).toMatchObject({ legalClass: 'other_date', kind: null });
  });

  test('CL7: words from a plain form are kept, and nobody’s are written over', async () => {
    const clauseId = await aClause(made);
    const documentId = await as(made.parent, made, (tx, scope) => jointDocument(tx, scope, made.mediationId));
    const save = (text: string, shown: string) =>
      as(made.parent, made, (_, scope) =>
        saveClauseWords(scope, { ...about(clauseId, 2), words: text, shownSha256: sha256Of(shown) }),
      );
    expect(await save('Weekly.\r\nAt school.', '')).toBe('kept');
    words.type(documentId, clauseId, 'Somebody else’s words');
    expect(await save('Mine', 'Weekly.\nAt school.')).toMatchObject({
      errors: { [`words-${clauseId}`]: expect.stringContaining('Somebody changed these words') },
    });
    expect(await as(made.parent, made, (_, scope) => typedIn(scope, { documentId, clauseId }))).toBe(
      'Somebody else’s words',
    );
  });
});

describe('agreeing', () => {
  test('CL8 CL9: it is agreed when both who sign have said yes to the same thing', async () => {
    const clauseId = await aClause(made);
    done(await sayYes(made, made.parent, clauseId));
    done(await sayYes(made, made.parent, clauseId));
    expect(await clauseNow(made, clauseId)).toMatchObject({ state: 'draft', agreedBy: ['family'] });
    done(await sayYes(made, made.manager, clauseId));
    expect(await clauseNow(made, clauseId)).toMatchObject({ state: 'agreed', agreedBy: ['family', 'council'] });
    expect((await actions()).filter((action) => action === 'clause.agreed')).toHaveLength(2);
  });

  test('CL9: nobody says yes for the other side, nor for their own unless they sign', async () => {
    const clauseId = await aClause(made);
    for (const person of [made.supporter, made.officer, made.mediator])
      expect(await sayYes(made, person, clauseId)).toMatchObject({ errors: { form: expect.any(String) } });
    expect(await sayYes(made, made.officer, clauseId)).toMatchObject({
      errors: { form: expect.stringContaining('Ruth Adeyemi agrees for your side') },
    });
    expect((await clauseNow(made, clauseId)).agreedBy).toEqual([]);
  });

  test('E13 CL8: saying yes to what was there before a change agrees to nothing', async () => {
    const clauseId = await aClause(made);
    const { version, sha256 } = await clauseNow(made, clauseId);
    const details = { ...speechTherapy, officer: 'Ruth Adeyemi' };
    const answers = await Promise.all([
      as(made.officer, made, (tx, scope) => saveClause(tx, scope, { ...about(clauseId, version), details })),
      as(made.parent, made, (tx, scope) => agreeToClause(tx, scope, { ...about(clauseId, version), sha256 }, now)),
    ]);
    done(answers[0]);
    expect((await clauseNow(made, clauseId)).agreedBy).toEqual([]);
    expect(
      await as(made.parent, made, (tx, scope) =>
        agreeToClause(tx, scope, { ...about(clauseId, version), sha256 }, now),
      ),
    ).toMatchObject({ errors: { form: expect.stringContaining('Nothing was agreed') } });
    const forged = { ...about(clauseId, version + 1), sha256 };
    expect(await as(made.parent, made, (tx, scope) => agreeToClause(tx, scope, forged, now))).toMatchObject({
      errors: { form: expect.stringContaining('Nothing was agreed') },
    });
  });

  test('CL8: a changed clause is agreed by nobody, an agreed one is opened first, and taking back undoes one’s own yes', async () => {
    const clauseId = await anAgreedClause(made);
    const details = { ...speechTherapy, howKnown: 'Dana is sent a copy.' };
    const save = (version: number) =>
      as(made.officer, made, (tx, scope) => saveClause(tx, scope, { ...about(clauseId, version), details }));
    expect(await save(2)).toMatchObject({ errors: { form: expect.stringContaining('open it again first') } });
    await as(made.manager, made, (tx, scope) => takeBackClause(tx, scope, about(clauseId, 2)));
    expect(await clauseNow(made, clauseId)).toMatchObject({ state: 'draft', agreedBy: ['family'] });
    done(await sayYes(made, made.manager, clauseId));
    done(await as(made.parent, made, (tx, scope) => openClauseAgain(tx, scope, about(clauseId, 2))));
    expect(await clauseNow(made, clauseId)).toMatchObject({ state: 'draft', version: 3, agreedBy: [] });
    done(await save(3));
  });

  test('CL8: words may be typed only while nothing is settled', async () => {
    const clauseId = await anAgreedClause(made);
    const documentId = await as(made.parent, made, (tx, scope) => jointDocument(tx, scope, made.mediationId));
    const lock = () => as(made.parent, made, (_, scope) => lockClauseTexts(scope, made.mediationId));
    await lock();
    expect(words.isLocked(documentId, clauseId)).toBe(true);
    await as(made.parent, made, (tx, scope) => openClauseAgain(tx, scope, about(clauseId, 2)));
    await lock();
    expect(words.isLocked(documentId, clauseId)).toBe(false);
  });
});

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
