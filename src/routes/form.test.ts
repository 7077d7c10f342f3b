import { expect, test } from 'vitest';
import * as v from 'valibot';
import { readForm } from './form.ts';

const schema = v.object({
  reason: v.picklist(['a', 'b'], 'Choose why'),
  words: v.optional(v.string(), ''),
  confirmed: v.optional(v.literal('yes')),
});
const post = (fields: Record<string, string>) =>
  readForm(new Request('http://x', { method: 'POST', body: new URLSearchParams(fields) }), schema);

test('UI3: a choice nobody made is asked for in the words of its field, and what was typed stays', async () => {
  const read = await post({ words: 'typed' });
  expect('refused' in read && read.refused.data).toEqual({
    errors: { reason: 'Choose why' },
    values: { words: 'typed' },
  });
});

test('UI3: what may be left out is, and what no field is called is ignored', async () => {
  expect(await post({ reason: 'a', more: 'x' })).toStrictEqual({ ok: { reason: 'a', words: '' } });
});
