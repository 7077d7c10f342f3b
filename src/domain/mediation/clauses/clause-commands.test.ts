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
import { keepWordsInMemory } from '../../../../tests/support/words.ts';
import { STALE } from './begin-clause.server.ts';
import { addClause, openClauseAgain, putForward, saveClause } from './clause-commands.server.ts';
import { agreeToClause, takeBackClause } from './clause-sayings.server.ts';
import { lockClauseTexts, saveClauseWords, typedIn } from './clause-words.server.ts';
import { clausesOf } from './clauses.server.ts';
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
