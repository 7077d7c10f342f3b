import { error } from '@sveltejs/kit';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { mayKeep } from '#domain/caselaw/library/entries.server.ts';
import { dryRun, importPrecedents, type LibraryFile, type Planned } from '#domain/caselaw/library/import.server.ts';
import { FILE_BYTES, type Plan } from '#domain/caselaw/library/import.ts';
import { shippedFile } from '#domain/caselaw/shipped.ts';
import { now } from '#server/clock.ts';
import { actionsFor } from '../../act.ts';
import { refuseForm } from '../../form.ts';
import type { PageServerLoad } from './$types';

async function assertKeeps(scope: Scope): Promise<void> {
  if (!(await underScope(scope, mayKeep))) error(404, 'Not found');
}

export const load: PageServerLoad = async ({ locals: { scope } }) => {
  await assertKeeps(scope);
  return { largest: `${FILE_BYTES / 1024 / 1024} MB` };
};

const SHIPPED = 'the cases that come with Common Ground';
const TOO_LARGE = `This file is larger than ${FILE_BYTES / 1024 / 1024} MB. Send it in parts`;

/** The file of a form, or a sentence why there is none. What comes with the program is named, not sent. */
async function fileIn(form: FormData): Promise<LibraryFile | { fault: string }> {
  if (form.get('shipped') === 'yes') return { name: SHIPPED, text: shippedFile() };
  const file = form.get('file');
  if (typeof file === 'string') {
    const name = String(form.get('name') ?? '');
    return file.length > FILE_BYTES ? { fault: TOO_LARGE } : { name: plainName(name), text: file };
  }
  if (!file || file.size === 0) return { fault: 'Choose a file' };
  if (file.size > FILE_BYTES) return { fault: TOO_LARGE };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return { name: plainName(file.name), text };
  } catch {
    return { fault: 'This file is not written in UTF-8. Nothing was read' };
  }
}

const plainName = (name: string): string => name.replace(/[^\p{L}\p{N} ._()-]/gu, '').slice(0, 100) || 'a file';

/** How many of one kind a report names; the number is always whole. */
const MOST_NAMED = 200;
const named = (list: Plan['fresh']) => ({
  count: list.length,
  names: list.slice(0, MOST_NAMED).map(({ id, name, citation }) => ({ id, words: `${name} ${citation}` })),
});
const reportOf = ({ fresh, same, changed, kept, errors }: Plan) => ({
  ...{ fresh: named(fresh), same: same.length, changed: named(changed), kept: named(kept) },
  refused: new Set(errors.map(({ index }) => index)).size,
  errors: errors.slice(0, MOST_NAMED),
});

const shown = (plan: Planned, { name, text }: LibraryFile) => ({
  report: reportOf(plan),
  seal: plan.seal,
  file: name === SHIPPED ? { name, text: '', shipped: true } : { name, text, shipped: false },
});

export const actions = actionsFor('/decided-cases/import', {
  look: async ({ request }, scope) => {
    await assertKeeps(scope);
    const file = await fileIn(await request.formData());
    if ('fault' in file) return refuseForm({}, { file: file.fault });
    const plan = await underScope(scope, (tx) => dryRun(tx, file, today(now)));
    if (plan === null) error(404, 'Not found');
    return 'not' in plan ? refuseForm({}, { file: plan.not }) : { look: shown(plan, file) };
  },
  bring: async ({ request }, scope) => {
    await assertKeeps(scope);
    const form = await request.formData();
    const file = await fileIn(form);
    if ('fault' in file) return refuseForm({}, { file: file.fault });
    const done = await underScope(scope, (tx) =>
      importPrecedents(tx, scope, file, today(now), String(form.get('seal'))),
    );
    if (done === null) error(404, 'Not found');
    if ('not' in done) return refuseForm({}, { file: done.not });
    if ('done' in done) return { done: reportOf(done.done) };
    return { look: shown(done.moved, file), moved: true };
  },
});
