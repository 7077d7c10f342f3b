import { v7 } from 'uuid';
import type { CaseScope, ConfidentialityClass } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { Tx } from '#server/db.ts';
import { beginOnPapers, refuse, type Refused } from '../begin.server.ts';
import { packBook } from './book-schema.server.ts';
import { isTheSame, newestBook, RECALLED, someRecalled } from './books.server.ts';
import type { BookContent } from './content.ts';
import { planOf } from './plan-of.ts';
import type { BookPlan } from './plan.ts';
import type { Recipe } from './recipe.ts';

/** What a later folder wants as one PDF: what was frozen, and the papers that came after. */
export interface ToPlan<Letter extends string, Class extends ConfidentialityClass> {
  bundleId: string;
  recipe: Recipe<Letter, Class>;
  content: BookContent<NoInfer<Class>>;
}

/**
 * Asks for the one PDF of a bundle. Everything it is goes with the job, so that whoever builds it needs to know nothing of
 * bundles. BOOK5: whoever asks again for the same gets the one that is being made, or is made.
 */
export async function askForPlanned<Letter extends string, Class extends ConfidentialityClass>(
  tx: Tx,
  scope: CaseScope,
  { bundleId, recipe, content }: ToPlan<Letter, Class>,
): Promise<Refused | { packBookId: string }> {
  await beginOnPapers(tx, scope);
  const plan = planOf(recipe, content);
  const papers = plan.parts.flatMap((part) => (part.kind === 'paper' ? [part.evidenceItemId] : []));
  if (await someRecalled(tx, scope, papers)) return refuse('make', RECALLED);
  const late = content.late.map(({ id }) => id);
  const before = await newestBook(tx, scope, bundleId);
  if (before && isTheSame(before, late)) return { packBookId: before.packBookId };
  const { councilId, caseFileId, personId } = scope;
  const packBookId = v7();
  await tx.insert(packBook).values({
    ...{ councilId, caseFileId, packBookId, bundleId, recipe: 'bundle', state: 'waiting' },
    ...{ planned: { classes: recipe.classes, plan }, pagesTotal: numberedPages(plan), late, askedBy: personId },
  });
  await recordFor(tx, scope, { action: 'bundle.pdf_asked', target: packBookId });
  return { packBookId };
}

const numberedPages = ({ parts }: BookPlan): number =>
  parts.reduce((sum, part) => sum + (part.kind === 'paper' ? part.sheets.length : part.sheet ? 1 : 0), 0);
