import { v7 } from 'uuid';
import { underScope } from '../../src/domain/access/scoped.server.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { isRefused } from '../../src/domain/access/refused.ts';
import { sha256Of } from '../../src/domain/evidence/fingerprint.server.ts';
import { copyFormats, type AgreementText } from '../../src/domain/mediation/agreement/agreement.ts';
import { drawUp, spelled } from '../../src/domain/mediation/agreement/draw-up.server.ts';
import { sign, type Shown } from '../../src/domain/mediation/agreement/sign.server.ts';
import { clauseText, type ClauseContent } from '../../src/domain/mediation/clauses/clause.ts';
import { putDerived } from '../../src/server/files.ts';
import type { TestDatabase } from './database.ts';
import type { TestMediation } from './mediations.ts';
import { scopeFor } from './papers.ts';

const aClause: ClauseContent = {
  title: 'Speech therapy',
  words: 'The council writes forty minutes of speech therapy each week into the plan.',
  body: 'Meadowshire County Council',
  officer: 'Ruth Adeyemi',
  planSection: 'F',
  newWording: 'Forty minutes of speech therapy each week, by a qualified therapist.',
  legalClass: 'appealable',
  kind: 'change_contents',
  agreedDate: null,
  howKnown: 'The family has the changed plan in their hands.',
};

type Of = Pick<TestMediation, 'councilId' | 'caseFileId' | 'mediationId' | 'parent' | 'manager'>;

/** One more clause, agreed by both sides as the commands leave it. Returns its id. */
export async function addAgreedClause(db: TestDatabase, of: Of, changes: Partial<ClauseContent> = {}): Promise<string> {
  const { councilId, caseFileId, mediationId, parent, manager } = of;
  const clauseId = v7();
  const c = { ...aClause, ...changes };
  await db.owner`insert into clause (council_id, case_file_id, clause_id, mediation_id, number, title, words, body, officer, officer_id, plan_section, new_wording, legal_class, kind, agreed_date, how_known, state, added_by)
    select ${councilId}, ${caseFileId}, ${clauseId}, ${mediationId}, coalesce(max(number), 0) + 1, ${c.title}, ${c.words}, ${c.body}, ${c.officer}, ${manager.personId}, ${c.planSection}, ${c.newWording}, ${c.legalClass}, ${c.kind}, ${c.agreedDate}, ${c.howKnown}, 'agreed', ${manager.personId}
      from clause where mediation_id = ${mediationId}`;
  for (const [side, by] of [
    ['family', parent],
    ['council', manager],
  ] as const)
    await db.owner`insert into clause_saying (council_id, case_file_id, clause_saying_id, clause_id, side, says, version, sha256, by)
      values (${councilId}, ${caseFileId}, ${v7()}, ${clauseId}, ${side}, 'agree', 1, ${sha256Of(clauseText(c))}, ${by.personId})`;
  return clauseId;
}

/** The manager has said what they can say yes to. */
export const giveAuthority = ({ owner }: TestDatabase, { mediationId, manager }: Of, authority: object) =>
  owner`update mediation_party set authority = ${owner.json(authority as never)}, authority_at = now()
     where mediation_id = ${mediationId} and person_id = ${manager.personId}`;

/** An agreement of one clause, drawn up by the mediator. */
export async function drawnUp(db: TestDatabase, made: TestMediation): Promise<Shown> {
  await addAgreedClause(db, made);
  await giveAuthority(db, made, { change: { may: 'yes', limits: '' } });
  return drawAgain(db, made);
}

/** Drawn up from what is agreed now. */
export async function drawAgain(
  db: TestDatabase,
  { mediator, caseFileId, mediationId }: TestMediation,
): Promise<Shown> {
  const scope = await scopeFor(mediator, caseFileId, 'mediation:lead');
  const done = await underScope(scope, (tx) => drawUp(tx, scope, mediationId));
  if (!done || isRefused(done)) throw new Error(done?.refused ?? 'The mediator has no place in the mediation.');
  const [row] = await db.owner<
    { sha256: string }[]
  >`select sha256 from agreement where agreement_id = ${done.agreementId}`;
  return { agreementId: done.agreementId, sha256: row!.sha256 };
}

/** One person signs at once, under their own name. */
export async function signAs(person: Person, made: TestMediation, shown: Shown, name = 'A. Signer', now = new Date()) {
  const scope = await scopeFor(person, made.caseFileId, 'agreement:sign');
  return underScope(scope, (tx) => sign(tx, scope, made.mediationId, { ...shown, name, atOnce: true }, now));
}

/** A signed agreement that both sides have asked to open again, so that it holds no clause still. Returns its id. */
export async function signedBefore(
  { owner }: TestDatabase,
  {
    councilId,
    caseFileId,
    mediationId,
    by,
  }: { councilId: string; caseFileId: string; mediationId: string; by: string },
): Promise<string> {
  const agreementId = v7();
  const text: AgreementText = {
    ...{ reference: 'MC-1, agreement 1', kind: 'mediation', child: 'Maya', council: 'Meadowshire County Council' },
    ...{ provider: 'Level Ground Mediation', ledBy: 'Sam Okoro', metOn: null, leftOver: [], signers: [] },
    clauses: [{ ...aClause, legalClass: 'appealable', number: 1, officerId: null }],
  };
  await owner`insert into agreement (council_id, case_file_id, agreement_id, mediation_id, number, text, sha256, history_head, drawn_up_by)
    values (${councilId}, ${caseFileId}, ${agreementId}, ${mediationId}, 1, ${owner.json(text as never)}, ${sha256Of(spelled(text))}, ${`1:${'0'.repeat(64)}`}, ${by})`;
  await owner`insert into agreement_end (council_id, case_file_id, agreement_id, "end", signed_on, by)
    values (${councilId}, ${caseFileId}, ${agreementId}, 'signed', current_date, ${by})`;
  for (const side of ['family', 'council'])
    await owner`insert into reopen_asked (council_id, case_file_id, agreement_id, side, by)
      values (${councilId}, ${caseFileId}, ${agreementId}, ${side}, ${by})`;
  for (const format of copyFormats)
    await putDerived(councilId, agreementId, `agreement.${format}`, Buffer.from(format));
  return agreementId;
}
