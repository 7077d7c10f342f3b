import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { underScope } from '#domain/access/scoped.server.ts';
import { momentInWords } from '#domain/calendar/words.ts';
import { isRefused } from '#domain/evidence/begin.server.ts';
import { sendTo } from '#domain/evidence/sending/send-to.server.ts';
import { targetOf } from '#domain/evidence/sending/send-target.server.ts';
import { recipientsOf, sendingsOf } from '#domain/evidence/sending/send.server.ts';
import { actionsFor, caseScopeOf } from '../../../../../act.ts';
import { readForm, refuseForm } from '../../../../../form.ts';
import type { PageServerLoad } from './$types';

const isWhat = (what: string | undefined): what is 'paper' | 'pack' => what === 'paper' || what === 'pack';
const where = (home: string, what: 'paper' | 'pack', target: string) =>
  what === 'paper' ? `${home}/papers/${target}` : `${home}/pack/${target}`;

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const { what, target: id } = event.params;
  if (!isWhat(what)) error(404, 'Not found');
  const home = `/cases/${scope.caseFileId}`;
  return underScope(scope, async (tx) => {
    const target = await targetOf(tx, scope, what, id);
    if (!target) error(404, 'Not found');
    return {
      name: target.name,
      because: target.because,
      back: where(home, what, id),
      print: what === 'paper' ? `${home}/papers/${id}/file` : `${home}/pack/${id}/download`,
      recipients: await recipientsOf(tx, scope, target),
      sent: (await sendingsOf(tx, scope, id)).map(({ recipient, sentAt, by }) => ({
        to: recipient.name ?? '',
        said: `${momentInWords(sentAt)}, by ${by}`,
      })),
      justSent: event.url.searchParams.get('sent'),
    };
  });
};

const one = v.object({
  adultId: v.pipe(v.optional(v.string(), ''), v.uuid('Choose one of the grown-ups of this case')),
  asked: v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(300, 'Use 300 letters or fewer')),
  confirmed: v.optional(v.literal('yes')),
});

export const actions = actionsFor('/cases/[caseFile]/send/[what]/[target]', {
  default: async ({ request, params }, scope) => {
    const { what, target } = params;
    if (!isWhat(what) || !target) error(404, 'Not found');
    const read = await readForm(request, one);
    if ('refused' in read) return read.refused;
    const { adultId, asked, confirmed } = read.ok;
    const typed = { adultId, asked };
    if (!confirmed)
      return refuseForm(typed, { [`confirmed-${adultId}`]: 'Read what was checked of them, and say that it is so' });
    const done = await underScope(scope, (tx) => sendTo(tx, scope, { what, targetId: target, adultId, asked }));
    if (isRefused(done)) {
      if (done.field === 'target') error(404, 'Not found');
      return refuseForm(typed, { [`${done.field}-${adultId}`]: done.refused });
    }
    redirect(303, `/cases/${scope.caseFileId}/send/${what}/${target}?sent=${done.told ? 'told' : 'print'}`);
  },
});
