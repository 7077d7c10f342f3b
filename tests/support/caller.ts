import type { RunningServer } from './server.ts';

export interface Answer {
  status: number;
  body: string;
  location: string | null;
  headers: Headers;
}

/** One browser without JavaScript: keeps its cookies, posts forms as a page of ours would, follows nothing by itself. */
export class Caller {
  readonly cookies = new Map<string, string>();
  readonly #server: Pick<RunningServer, 'origin'>;

  constructor(server: Pick<RunningServer, 'origin'>, cookie?: string | null) {
    this.#server = server;
    if (cookie) this.#keep(cookie);
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#ask(path, { headers });
  }

  post(path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const body = new URLSearchParams(fields).toString();
    const form = { 'content-type': 'application/x-www-form-urlencoded', origin: this.#server.origin };
    return this.#ask(path, { method: 'POST', body, headers: { ...form, ...headers } });
  }

  send(path: string, init: RequestInit): Promise<Answer> {
    return this.#ask(path, init);
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async #ask(path: string, init: RequestInit): Promise<Answer> {
    const headers = { accept: 'text/html', ...(this.cookie ? { cookie: this.cookie } : {}), ...init.headers };
    const response = await fetch(new URL(path, this.#server.origin), { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return {
      status: response.status,
      body: await response.text(),
      location: response.headers.get('location'),
      headers: response.headers,
    };
  }

  #keep(line: string): void {
    const [pair] = line.split(';');
    const [name, value = ''] = pair!.split('=');
    if (value === '' || /max-age=0/i.test(line)) this.cookies.delete(name!.trim());
    else this.cookies.set(name!.trim(), value);
  }
}
