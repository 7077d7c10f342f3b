import { fail, type ActionFailure } from '@sveltejs/kit';
import * as v from 'valibot';

/** What a page gets back when a form could not be taken: a sentence per field, and everything the person typed. */
export interface FormFault {
  errors: Record<string, string>;
  values: Record<string, string>;
}

export type ReadForm<T> = { ok: T } | { refused: ActionFailure<FormFault> };

/** What proves who somebody is goes back to no page. */
const SECRET = new Set(['password', 'newPassword', 'code', 'word']);

/** Refuses with one sentence for a field, keeping what was typed. `field` is the id of the input to jump to. */
export function refuseForm(values: Record<string, string>, errors: Record<string, string>): ActionFailure<FormFault> {
  const kept = Object.fromEntries(Object.entries(values).filter(([name]) => !SECRET.has(name)));
  return fail(400, { errors, values: kept });
}

/** A loose one keeps what it does not name, for boxes that are made from rows. */
export type FormSchema = v.ObjectSchema<v.ObjectEntries, undefined> | v.LooseObjectSchema<v.ObjectEntries, undefined>;

/**
 * Reads a posted form against a schema. Only text fields; files have their own streaming route.
 * Of a field that comes twice the last counts; one the schema does not name is ignored. A NUL, which no database
 * text can hold and nobody can type, is left out. A choice nobody made comes in no form: its own sentence is said of it.
 */
export async function readForm<S extends FormSchema>(request: Request, schema: S): Promise<ReadForm<v.InferOutput<S>>> {
  const data = await request.formData();
  const values: Record<string, string> = {};
  for (const [name, value] of data) if (typeof value === 'string') values[name] = value.replaceAll('\0', '');
  const needed = Object.keys(schema.entries).filter((name) => schema.entries[name]?.type !== 'optional');
  const read = v.safeParse(schema, { ...Object.fromEntries(needed.map((name) => [name, undefined])), ...values });
  if (read.success) return { ok: read.output };
  const errors: Record<string, string> = {};
  for (const issue of read.issues) errors[String(issue.path?.[0]?.key ?? 'form')] ??= issue.message;
  return { refused: refuseForm(values, errors) };
}
