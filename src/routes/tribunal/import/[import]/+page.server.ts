import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Scope } from '#domain/access/scope.ts';
import { momentInWords } from '#domain/calendar/words.ts';
import { encodingInWords, separators, type Encoding } from '#domain/tribunal/register/import/bytes.ts';
import { allFields, listFields, neededFields, type ListField } from '#domain/tribunal/register/import/columns.ts';
import { listLimits } from '#domain/tribunal/register/import/limits.ts';
import {
  chooseColumns,
  dropList,
  importedBefore,
  listOf,
  rejectedOf,
  stopWork,
} from '#domain/tribunal/register/import/lists.server.ts';
import { notAllKept } from '#domain/tribunal/register/import/rejected-file.ts';
import { statesInWords } from '#domain/tribunal/register/import/states.ts';
import { begin, listIn, type ImportRow } from '#domain/tribunal/register/import/work.server.ts';
import { actionsFor } from '../../../act.ts';
import { readForm, refuseForm } from '../../../form.ts';
import { atDesk } from '../../at-desk.server.ts';
import type { PageServerLoad } from './$types';

const here = (event: Pick<RequestEvent, 'params'>, scope: Scope): Promise<ImportRow> =>
  atDesk(scope, async (tx) => (await listOf(tx, scope, event.params.import ?? '')) ?? error(404, 'Not found'));

/** How the list is written, while its file is here. */
const writtenIn = (row: ImportRow): string | null =>
  row.file &&
  `${encodingInWords[row.encoding as Encoding]}, with ${separators[listIn(row).separator]} between the columns`;

export const load: PageServerLoad = async (event) => {
  const { scope } = event.locals;
  event.depends('appeals:list');
  const row = await here(event, scope);
  const { rejected, before } = await atDesk(scope, async (tx) => ({
    rejected: await rejectedOf(tx, scope, row.appealImportId, listLimits.rejectedShownMax),
    before: await importedBefore(tx, scope, row),
  }));
  const { appealImportId, fileName, columns, mapping, state, sentence, rows, fresh, same, filled } = row;
  return {
    ...{ appealImportId, fileName, columns, mapping, state, sentence, rows, rowsDone: row.rowsDone },
    counts: { fresh, same, filled, rejected: row.rejected },
    notAllKept: notAllKept(row.rejected),
    stateInWords: statesInWords[state],
    written: writtenIn(row),
    before: before?.importedAt ? momentInWords(before.importedAt) : null,
    fields: allFields.map((field) => ({
      field,
      label: listFields[field].label,
      needed: (neededFields as readonly ListField[]).includes(field),
    })),
    rejected: rejected.map((one) => ({ row: one.row, errors: one.errors })),
  };
};

const form = v.object(
  Object.fromEntries(allFields.map((field) => [field, v.optional(v.pipe(v.string(), v.maxLength(100)), '')])) as Record<
    ListField,
    v.OptionalSchema<
      v.SchemaWithPipe<readonly [v.StringSchema<undefined>, v.MaxLengthAction<string, 100, undefined>]>,
      ''
    >
  >,
);
const BUSY = 'Another list is being gone through. Wait until it is done, then press again';

export const actions = actionsFor('/tribunal/import/[import]', {
  try: async (event, scope) => {
    const row = await here(event, scope);
    const read = await readForm(event.request, form);
    if ('refused' in read) return read.refused;
    const wrong = await atDesk(scope, (tx) => chooseColumns(tx, scope, row, read.ok));
    if (Object.keys(wrong).length > 0) return refuseForm(read.ok, wrong as Record<string, string>);
    if (!(await begin(scope, row.appealImportId, 'trying'))) return refuseForm(read.ok, { form: BUSY });
    redirect(303, event.url.pathname);
  },
  import: async (event, scope) => {
    const row = await here(event, scope);
    if (!(await begin(scope, row.appealImportId, 'importing'))) return refuseForm({}, { form: BUSY });
    redirect(303, event.url.pathname);
  },
  stop: async (event, scope) => {
    const row = await here(event, scope);
    await atDesk(scope, (tx) => stopWork(tx, scope, row));
    redirect(303, event.url.pathname);
  },
  drop: async (event, scope) => {
    const row = await here(event, scope);
    const refused = await dropList(scope, row);
    if (refused) return refuseForm({}, { [refused.field]: refused.refused });
    redirect(303, '/tribunal/import');
  },
});
