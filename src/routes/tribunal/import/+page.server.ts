import { redirect } from '@sveltejs/kit';
import { isRefused } from '#domain/access/refused.ts';
import { momentInWords } from '#domain/calendar/words.ts';
import { paperLimits } from '#domain/evidence/limits.ts';
import { noRoomInWords, tooLargeInWords } from '#domain/evidence/intake/media.ts';
import { readUpload, type Upload } from '#domain/evidence/intake/upload.server.ts';
import { listLimits } from '#domain/tribunal/register/import/limits.ts';
import { bringList, listsBrought } from '#domain/tribunal/register/import/lists.server.ts';
import { statesInWords } from '#domain/tribunal/register/import/states.ts';
import { actionsFor } from '../../act.ts';
import { refuseForm } from '../../form.ts';
import { atDesk } from '../at-desk.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { scope } }) => {
  const rows = await atDesk(scope, (tx) => listsBrought(tx, scope));
  return {
    rowsMax: listLimits.rowsMax.toLocaleString('en-GB'),
    megabytesMax: Math.round(paperLimits.fileMaxBytes / 1024 / 1024),
    lists: rows.map(({ appealImportId, fileName, at, state }) => ({
      appealImportId,
      fileName,
      at: momentInWords(at),
      state: statesInWords[state],
    })),
  };
};

const faults: Record<NonNullable<Upload['fault']>, string> = {
  'too-large': tooLargeInWords,
  'cut-off': 'The list did not arrive whole. Try it again',
  'no-room': noRoomInWords,
};

export const actions = actionsFor('/tribunal/import', {
  default: async ({ request }, scope) => {
    await atDesk(scope, () => Promise.resolve());
    const { file, fault } = await readUpload(request, scope.councilId);
    if (fault) return refuseForm({}, { file: faults[fault] });
    if (!file) return refuseForm({}, { file: 'Choose the list' });
    const brought = await bringList(scope, file);
    if (isRefused(brought)) return refuseForm({}, { [brought.field]: brought.refused });
    redirect(303, `/tribunal/import/${brought.appealImportId}`);
  },
});
