import type { RunningServer } from './server.ts';

/** One signed-in person with a browser that runs no script: they follow links and post forms. */
export const visitor = (server: RunningServer, cookie: string) => {
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(server.origin + path, {
      redirect: 'manual',
      ...init,
      headers: { cookie, origin: server.origin, accept: 'text/html', ...init.headers },
    });
  return {
    get: ask,
    page: async (path: string) => (await ask(path)).text(),
    post: (path: string, fields: Record<string, string>) =>
      ask(path, { method: 'POST', body: new URLSearchParams(fields) }),
    send: (path: string, fields: Record<string, string>, file: { name: string; bytes: Uint8Array } | null) => {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      body.set('file', new File(file ? [file.bytes as Uint8Array<ArrayBuffer>] : [], file?.name ?? ''));
      return ask(path, { method: 'POST', body });
    },
  };
};
export type Visitor = ReturnType<typeof visitor>;

/** What a page's form would send back for one of its hidden fields. */
export const hiddenField = (html: string, name: string): string => {
  const found = new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1];
  if (found === undefined) throw new Error(`The page has no field ${name}.`);
  return found;
};
