import { text } from '@sveltejs/kit';

/** The process answers. Says nothing of the database: a balancer must not restart a node because the database is away. */
export const GET = () => text('ok\n');
