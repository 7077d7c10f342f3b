import type { RunningServer } from './server.ts';

/** One form of a page, as a browser without JavaScript would send it. */
export interface PlainForm {
  action: string;
  fields: Record<string, string>;
  /** It may carry a file. */
  multipart?: boolean;
}

const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" };
const unescape = (text: string) => text.replace(/&([a-z]+|#\w+);/g, (whole, name: string) => named[name] ?? whole);

function formsIn(html: string): PlainForm[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, head, body]) => {
    const fields: Record<string, string> = {};
    for (const [tag] of body!.matchAll(/<input\b[^>]*>/g)) {
      const type = attribute(tag, 'type') ?? 'text';
      const name = attribute(tag, 'name');
      const chosen = !['radio', 'checkbox'].includes(type) || /\schecked\b/.test(tag);
      if (name && chosen) fields[name] = unescape(attribute(tag, 'value') ?? '');
    }
    for (const [, tag, words] of body!.matchAll(/<textarea\b([^>]*)>(.*?)<\/textarea>/gs)) {
      const name = attribute(tag!, 'name');
      if (name) fields[name] = unescape(words!.replace(/<!--.*?-->/gs, ''));
    }
    return { action: unescape(attribute(head!, 'action') ?? ''), fields, multipart: /multipart/.test(head!) };
  });
}

/** As the form says it is sent: only one that says so carries a file. */
function bodyOf(multipart = false, fields: Record<string, string | File>): FormData | URLSearchParams {
  const body = multipart ? new FormData() : new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) body.append(name, value as string);
  return body;
}

export interface Seen {
  status: number;
  html: string;
  /** What a person reads: no tags, single spaces. */
  text: string;
  forms: PlainForm[];
}

/** A signed-in browser with JavaScript off: it follows links, fills in forms, and nothing else. */
export class PlainBrowser {
  readonly #server: RunningServer;
  readonly #cookie: string;
  #path = '/';
  seen: Seen = { status: 0, html: '', text: '', forms: [] };

  constructor(server: RunningServer, cookie: string) {
    this.#server = server;
    this.#cookie = cookie;
  }

  async open(path: string): Promise<Seen> {
    this.#path = path.split('#')[0]!;
    return this.#take(await fetch(this.#server.origin + this.#path, { headers: this.#headers, redirect: 'manual' }));
  }

  /** The forms of this page that do `act`, in order. */
  formsFor(act: string): PlainForm[] {
    return this.seen.forms.filter(({ action }) => action.split('&')[0] === `?/${act}`);
  }

  /** Fills in and sends a form; `act` presses another of its buttons. Follows where it is sent. */
  async send(form: PlainForm | undefined, filled: Record<string, string | File> = {}, act?: string): Promise<Seen> {
    if (!form) throw new Error(`There is no such form on ${this.#path}.`);
    const response = await fetch(this.#server.origin + this.#path.split('?')[0] + (act ? `?/${act}` : form.action), {
      method: 'POST',
      redirect: 'manual',
      headers: { ...this.#headers, origin: this.#server.origin },
      body: bodyOf(form.multipart, { ...form.fields, ...filled }),
    });
    return response.status === 303 ? this.open(response.headers.get('location')!) : this.#take(response);
  }

  get #headers() {
    return { accept: 'text/html', cookie: this.#cookie };
  }

  async #take(response: Response): Promise<Seen> {
    const html = await response.text();
    const main = /<main\b.*<\/main>/s.exec(html)?.[0] ?? html;
    const text = unescape(main.replace(/<!--.*?-->/gs, '').replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
    return (this.seen = { status: response.status, html, text, forms: formsIn(html) });
  }
}
