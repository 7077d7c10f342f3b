import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { noRoomInWords, tooLargeInWords } from '#domain/evidence/intake/media.ts';
import { readUpload } from '#domain/evidence/intake/upload.server.ts';
import { Refused } from '#domain/spaces/refusal.ts';
import { compareFile, takeWords, type ComparedHere } from '#domain/tribunal/working/compare.server.ts';
import { isId } from '#server/ids.ts';
import { actionsFor, caseScopeOf } from '../../../../../../act.ts';
import { appealHere } from '../../../../../../appeal-page.server.ts';
import type { PageServerLoad } from './$types';

const appealOf = (event: RequestEvent, scope: CaseScope) => underScope(scope, (tx) => appealHere(tx, scope, event));

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  const { appealId } = await appealOf(event, scope);
  return { home: `/cases/${scope.caseFileId}/appeals/${appealId}/working-document` };
};

const refuse = (sentence: string, status = 400) =>
  fail(status, { errors: { file: sentence } as Record<string, string>, compared: null as ComparedHere | null });

export const actions = actionsFor('/cases/[caseFile]/appeals/[appeal]/working-document/compare', {
  read: async (event, scope) => {
    const { appealId } = await appealOf(event, scope);
    const { file, fault } = await readUpload(event.request, scope.councilId);
    if (fault === 'too-large') return refuse(tooLargeInWords, 413);
    if (fault === 'no-room') return refuse(noRoomInWords, 507);
    if (!file) return refuse(fault ? 'The file did not arrive whole. Choose it again.' : 'Choose a Word file.');
    try {
      const compared = await compareFile(scope, appealId, () => file.arrived.read());
      if ('refused' in compared) return refuse(compared.refused);
      return { errors: {} as Record<string, string>, compared };
    } catch (thrown) {
      if (thrown instanceof Refused) return refuse(thrown.message);
      throw thrown;
    } finally {
      await file.arrived.discard();
    }
  },
  take: async (event, scope) => {
    const { appealId } = await appealOf(event, scope);
    const data = await event.request.formData();
    const text = (name: string) => String(data.get(name) ?? '').replaceAll('\0', '');
    const chosen = data.getAll('take').map(String).filter(isId);
    if (chosen.length === 0) return refuse('Tick at least one paragraph to take, and choose the file again.');
    const taken = chosen.map((pointId) => ({
      pointId,
      words: text(`words-${pointId}`),
      shownSha256: text(`shown-${pointId}`),
    }));
    const refusals = [...new Set(await takeWords(scope, appealId, taken))];
    if (refusals.length > 0) return refuse(`Some were not taken. ${refusals.join(' ')}`);
    redirect(303, event.url.pathname.replace(/\/compare$/, ''));
  },
});
