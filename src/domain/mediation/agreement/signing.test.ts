import { beforeAll, describe, expect, test } from 'vitest';
import { isRefused } from '#domain/access/refused.ts';
import { AccessEnded, underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import { addAgreedClause, drawAgain, drawnUp, giveAuthority, signAs } from '../../../../tests/support/agreements.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeMediation, type TestMediation } from '../../../../tests/support/mediations.ts';
import { freshDataFolder, scopeFor } from '../../../../tests/support/papers.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { drawUp, spelled } from './draw-up.server.ts';
import { keptCopy } from './in-force.server.ts';
import { openAgreement } from './open-agreement.server.ts';
import { agreementInForce, signingFor } from './read-agreement.server.ts';
import { doNotSign, setAside, sign, type Shown } from './sign.server.ts';
import { sentences } from './signing.ts';

let db: TestDatabase;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
});

const draw = async ({ mediator, caseFileId, mediationId }: TestMediation) => {
  const scope = await scopeFor(mediator, caseFileId, 'mediation:lead');
  return underScope(scope, (tx) => drawUp(tx, scope, mediationId));
};
const viewOf = async (person: Person, made: TestMediation) => {
  const scope = await scopeFor(person, made.caseFileId, 'mediation:join');
  return underScope(scope, (tx) => signingFor(tx, scope, made.mediationId, '2026-11-23'));
};
const inForceFor = async (person: Person, made: TestMediation, agreementId: string) => {
  const scope = await scopeFor(person, made.caseFileId, 'mediation:join');
  return underScope(scope, (tx) => agreementInForce(tx, scope, made.mediationId, agreementId));
};
const openIn = async (made: TestMediation) => {
  const scope = await scopeFor(made.mediator, made.caseFileId, 'mediation:join');
  return underScope(scope, (tx) => openAgreement(tx, scope, made.mediationId));
};
const change = { change: { may: 'yes', limits: '' } };

describe('drawing up', () => {
  test('SIG1: what both sides agreed is written down once, and anybody can make its fingerprint again', async () => {
    const made = await makeMediation(db, 'Ines');
    await addAgreedClause(db, made, { title: 'Dropped by one side' });
    const left = await addAgreedClause(db, made, { title: 'Kept' });
    await giveAuthority(db, made, change);
    await db.owner`update clause set state = 'draft', version = 2 where mediation_id = ${made.mediationId} and clause_id <> ${left}`;
    const { agreementId } = await drawAgain(db, made);
    const [row] = await db.owner`select text, sha256, history_head from agreement where agreement_id = ${agreementId}`;
    expect(row!.text.clauses.map((one: { number: number; title: string }) => [one.number, one.title])).toEqual([
      [1, 'Kept'],
    ]);
    expect(sha256Of(spelled(row!.text))).toBe(row!.sha256);
    expect(row!.history_head).toMatch(/^\d+:[0-9a-f]{64}$/);
    expect(await openIn(made)).toMatchObject({ agreementId, number: 1, state: 'to_sign' });
  });

  test('SIG2: it is refused with what to do, while something is missing', async () => {
    const made = await makeMediation(db, 'Noor');
    const why = async () => {
      const done = await draw(made);
      return isRefused(done) ? done.refused : done;
    };
    expect(await why()).toBe(sentences.nothingAgreed);
    const clauseId = await addAgreedClause(db, made);
    expect(await why()).toBe(sentences.noAuthority(1, 'to change b or f'));
    await giveAuthority(db, made, { assess: { may: 'yes', limits: '' }, change: { may: 'no', limits: '' } });
    expect(await why()).toBe(sentences.noAuthority(1, 'to change b or f'));
    await giveAuthority(db, made, { change: { may: 'limited', limits: 'Up to £5,000' } });
    await db.owner`update clause set state = 'checking' where clause_id = ${clauseId}`;
    expect(await why()).toBe(sentences.checking(1));
    await db.owner`update clause set state = 'agreed' where clause_id = ${clauseId}`;
    await db.owner`update mediation_party set signs = false where party_id = ${made.parties.parent}`;
    expect(await why()).toBe(sentences.nobodySigns('family'));
    await db.owner`update mediation_party set signs = true where party_id in (${made.parties.parent}, ${made.parties.supporter})`;
    expect(await why()).toBe(sentences.cannotSignHere('Jo Rowe'));
    await db.owner`update mediation_party set signs = false where party_id = ${made.parties.supporter}`;
    expect(await why()).toMatchObject({ number: 1 });
    expect(await why()).toBe(sentences.alreadyDrawn);
  });

  test('E10 SIG1: what changed after both said yes is in no agreement, whatever its state says', async () => {
    const made = await makeMediation(db, 'Tess');
    const clauseId = await addAgreedClause(db, made);
    await giveAuthority(db, made, change);
    await db.owner`update clause set words = 'Something else.' where clause_id = ${clauseId}`;
    expect(await draw(made)).toMatchObject({ refused: sentences.nothingAgreed });
  });

  test('SIG1: only whoever leads draws up; a mediator who was replaced has no place any more', async () => {
    const made = await makeMediation(db, 'Una');
    await addAgreedClause(db, made);
    await giveAuthority(db, made, change);
    const scope = await scopeFor(made.mediator, made.caseFileId, 'mediation:lead');
    await db.owner`update mediation_party set left_at = now() where party_id = ${made.parties.mediator}`;
    await expect(underScope(scope, (tx) => drawUp(tx, scope, made.mediationId))).rejects.toThrow(AccessEnded);
    const notLeading = await scopeFor(made.manager, made.caseFileId, 'agreement:sign');
    expect(await underScope(notLeading, (tx) => drawUp(tx, notLeading, made.mediationId))).toBeNull();
  });
});

const saysNo = async (person: Person, made: TestMediation, shown: Shown) => {
  const scope = await scopeFor(person, made.caseFileId, 'agreement:sign');
  return underScope(scope, (tx) => doNotSign(tx, scope, made.mediationId, shown, new Date()));
};

describe('signing', () => {
  test('SIG3 A12 E10: nobody sees who has signed, nor a half-signed copy, before everybody has', async () => {
    const made = await makeMediation(db, 'Vera');
    const shown = await drawnUp(db, made);
    const others = [made.manager, made.mediator, made.supporter, made.officer];
    const before = await Promise.all(others.map((one) => viewOf(one, made)));
    expect(await signAs(made.parent, made, shown, 'Dana Rowe')).toEqual({ now: 'signed' });
    expect(await Promise.all(others.map((one) => viewOf(one, made)))).toEqual(before);
    const scope = await scopeFor(made.manager, made.caseFileId, 'mediation:join');
    expect(await underScope(scope, (tx) => tx.execute('select * from signature'))).toEqual([]);
    for (const one of [made.parent, ...others]) expect(await inForceFor(one, made, shown.agreementId)).toBeNull();
  });

  test('B17 SIG3: pressing twice signs once, and after everybody has it is said that it is signed', async () => {
    const made = await makeMediation(db, 'Willa');
    const shown = await drawnUp(db, made);
    await signAs(made.parent, made, shown);
    expect(await signAs(made.parent, made, shown)).toEqual({ now: 'signed' });
    expect(await signAs(made.manager, made, shown)).toEqual({ now: 'in_force' });
    expect(await signAs(made.parent, made, shown)).toEqual({ now: 'in_force' });
    const [count] = await db.owner`select count(*)::int as n from signature where agreement_id = ${shown.agreementId}`;
    expect(count!.n).toBe(2);
  });

  test('SIG3: both press at the same moment, and it comes into force once', async () => {
    const made = await makeMediation(db, 'Xena');
    const shown = await drawnUp(db, made);
    const done = await Promise.all([signAs(made.parent, made, shown), signAs(made.manager, made, shown)]);
    expect(done.map((one) => (one && 'now' in one ? one.now : one)).sort()).toEqual(['in_force', 'signed']);
  });

  test('SIG4: for 24 hours signing needs their own word that they do not want to wait; after that, not', async () => {
    const made = await makeMediation(db, 'Yara');
    const shown = await drawnUp(db, made);
    const scope = await scopeFor(made.parent, made.caseFileId, 'agreement:sign');
    const at = (hours: number, atOnce: boolean, name = 'Dana Rowe') =>
      underScope(scope, (tx) =>
        sign(tx, scope, made.mediationId, { ...shown, name, atOnce }, new Date(Date.now() + hours * 3_600_000)),
      );
    expect(await at(0, false)).toMatchObject({ field: 'atOnce' });
    expect(await at(23.9, false)).toMatchObject({ field: 'atOnce' });
    expect(await at(25, false, '  ')).toMatchObject({ field: 'name', refused: sentences.nameEmpty });
    expect(await at(25, false)).toEqual({ now: 'signed' });
    const [row] = await db.owner`select asked, name from signature where agreement_id = ${shown.agreementId}`;
    expect(row).toEqual({ asked: 'waited', name: 'Dana Rowe' });
  });

  test('SIG6: a no puts it aside for everybody, tells all the same words, and names nobody', async () => {
    const made = await makeMediation(db, 'Zoe');
    const shown = await drawnUp(db, made);
    await signAs(made.manager, made, shown);
    await db.owner`delete from outbox`;
    await db.owner`update person set email = person_id || '@example.org' where council_id = ${made.councilId}`;
    expect(await saysNo(made.parent, made, shown)).toEqual({ now: 'not' });
    const told = await db.owner`select "to" from outbox where council_id = ${made.councilId}`;
    expect(told.map((row) => row.to).sort()).toEqual(
      [made.parent, made.supporter, made.officer, made.manager, made.mediator]
        .map((one) => `${one.personId}@example.org`)
        .sort(),
    );
    const seen = await viewOf(made.manager, made);
    expect(seen).toMatchObject({ state: 'set_aside', mine: 'signed' });
    expect(JSON.stringify(seen)).not.toContain(made.parent.personId);
    expect(await signAs(made.parent, made, shown)).toMatchObject({ refused: sentences.setAside });
    expect(await openIn(made)).toBeNull();
    const next = await drawAgain(db, made);
    expect(await openIn(made)).toMatchObject({ agreementId: next.agreementId, number: 2 });
  });

  test('SIG3: whoever does not sign is told so; a forged id, another text and a closed mediation sign nothing', async () => {
    const made = await makeMediation(db, 'Abby');
    const shown = await drawnUp(db, made);
    expect(await signAs(made.officer, made, shown)).toMatchObject({ refused: sentences.notYours });
    expect(await signAs(made.parent, made, { ...shown, sha256: '0'.repeat(64) })).toMatchObject({
      refused: sentences.changed,
    });
    expect(await signAs(made.parent, made, { ...shown, agreementId: made.mediationId })).toBeNull();
    expect(await signAs(made.parent, made, { ...shown, agreementId: '../../etc' })).toBeNull();
    const elsewhere = await makeMediation(db, 'Bea');
    const theirs = await drawnUp(db, elsewhere);
    expect(await signAs(made.parent, made, theirs)).toBeNull();
    await db.owner`update mediation set closed_at = now(), state = 'closed' where mediation_id = ${made.mediationId}`;
    await expect(signAs(made.parent, made, shown)).rejects.toThrow('closed');
  });

  test('SIG3: a mediator who comes in the place of another may put it aside; who signed before signs what is drawn up next', async () => {
    const made = await makeMediation(db, 'Cleo');
    const shown = await drawnUp(db, made);
    await signAs(made.parent, made, shown);
    const aside = async (mediator: Person) => {
      const scope = await scopeFor(mediator, made.caseFileId, 'mediation:lead');
      return (at: Shown) => underScope(scope, (tx) => setAside(tx, scope, made.mediationId, at, new Date()));
    };
    const old = await aside(made.mediator);
    await db.owner`update mediation_party set left_at = now() where party_id = ${made.parties.mediator}`;
    await expect(old(shown)).rejects.toThrow(AccessEnded);
    const mediator = await makePerson(db, made.councilId, 'practitioner', 'Ada North');
    await giveStanding(db, made.councilId, made.caseFileId, mediator.personId, 'mediator');
    await db.owner`insert into mediation_party (council_id, case_file_id, party_id, mediation_id, person_id, side, coming_as, name, added_by)
      values (${made.councilId}, ${made.caseFileId}, gen_random_uuid(), ${made.mediationId}, ${mediator.personId}, 'neutral', 'mediator', 'Ada North', ${made.officer.personId})`;
    expect(await (await aside(mediator))(shown)).toEqual({ now: 'set_aside' });
    expect(await signAs(made.manager, made, shown)).toMatchObject({ refused: sentences.setAside });
    const again = await drawAgain(db, { ...made, mediator });
    await signAs(made.parent, made, again);
    expect(await signAs(made.manager, made, again)).toEqual({ now: 'in_force' });
    expect(await (await aside(mediator))(again)).toMatchObject({ refused: sentences.inForce });
  });
});

describe('once it is signed', () => {
  test('E13 SIG7: nothing in it changes, and the copies kept are the ones written down', async () => {
    const made = await makeMediation(db, 'Dora');
    const shown = await drawnUp(db, made);
    await signAs(made.parent, made, shown);
    await signAs(made.manager, made, shown);
    for (const table of ['agreement', 'agreement_end', 'signature', 'agreement_copy'])
      await expect(
        db.owner.unsafe(`update ${table} set at = now()`.replace('agreement set at', 'agreement set drawn_up_at')),
      ).rejects.toThrow('never change');
    const rows = await db.owner<
      { format: 'pdf' | 'docx'; bytes: number }[]
    >`select format, bytes from agreement_copy where agreement_id = ${shown.agreementId}`;
    expect(rows.map(({ format }) => format).sort()).toEqual(['docx', 'pdf']);
    for (const { format, bytes } of rows)
      expect((await keptCopy(made.councilId, shown.agreementId, format))?.length).toBe(bytes);
    expect(await signAs(made.parent, made, shown)).toEqual({ now: 'in_force' });
    expect(await saysNo(made.parent, made, shown)).toMatchObject({ refused: sentences.inForce });
    expect(await draw(made)).toMatchObject({ refused: sentences.alreadySigned });
    const [promised] = await db.owner`select count(*)::int as n from promise where subject_id = ${shown.agreementId}`;
    expect(promised!.n).toBeGreaterThan(0);
  });
});
