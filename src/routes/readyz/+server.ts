import { json } from '@sveltejs/kit';
import { readiness } from '#server/ready.ts';

/** The process can do its work: the database answers and has its migrations. 503 otherwise. */
export const GET = async () => {
  const ready = await readiness();
  return json(ready, { status: ready.ready ? 200 : 503 });
};
