import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { recordFor, underScope } from '#domain/access/scoped.server.ts';
import { isRefused, type Refused } from '#domain/evidence/begin.server.ts';
import { foundInWords } from '#domain/evidence/guard/held.ts';
import { heldPapers, refuseHeld, releasePaper, type HeldPaper } from '#domain/evidence/guard/held.server.ts';
import { actionsFor, caseScopeOf } from '../../../../act.ts';
import { readForm, refuseForm } from '../../../../form.ts';
import type { PageServerLoad } from './$types';

const because: Record<HeldPaper['because'], string> = {
  other_child: 'Another child is named in it.',
  hidden_place: 'It tells where somebody lives, or which school, and that is hidden from one of the family.',
  no_match: 'We did not find this child in its words.',
  by_email:
    'It came by e-mail, which was written to the council alone. Everybody on the case reads it once you let them.',
  to_council: 'It came with a letter or a text to the council alone. Everybody on the case reads it once you let them.',
  not_scanned: 'It has not been checked for viruses. It stays here until it has.',
};

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const held = await underScope(scope, async (tx) => {
    await recordFor(tx, scope, { action: 'paper.held_seen' });
    return heldPapers(tx, scope);
  });
  return {
    papers: held.map(({ because: why, others, tells, pages, ...paper }) => ({
      ...paper,
      because: because[why],
      mayRelease: why !== 'not_scanned',
      others: others.map(({ name, found }) => ({ name, found: foundInWords(found) })),
      tells: why === 'not_scanned' ? [] : tells,
      // A paper that waits for the scanner is in quarantine: not even its words leave.
      pages: why === 'not_scanned' ? [] : pages,
    })),
  };
};

const oneHeld = v.object({
  evidenceItemId: v.pipe(v.string(), v.uuid('Open the page again')),
  reason: v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(500, 'Use 500 characters or fewer')),
});

type Done = Refused | null | string;

/** Runs one command on one held paper; the form keeps what was typed when it is refused. */
async function decide(
  { request, params }: { request: Request; params: Partial<Record<string, string>> },
  command: (evidenceItemId: string, reason: string) => Promise<Done>,
) {
  const read = await readForm(request, oneHeld);
  if ('refused' in read) return read.refused;
  const { evidenceItemId, reason } = read.ok;
  const done = await command(evidenceItemId, reason);
  if (done === null) error(404, 'Not found');
  if (isRefused(done)) return refuseForm(read.ok, { [done.field]: done.refused });
  redirect(303, `/cases/${params.caseFile}/papers/held`);
}

export const actions = actionsFor('/cases/[caseFile]/papers/held', {
  release: (event, scope) =>
    decide(event, (id, reason) => underScope(scope, (tx) => releasePaper(tx, scope, id, reason))),
  refuse: (event, scope) => decide(event, (id, reason) => underScope(scope, (tx) => refuseHeld(tx, scope, id, reason))),
});
