/**
 * Around a form with a hidden `credential` field: has the device make a passkey (`data-kind="create"`) or answer with
 * one (`"get"`), then sends the form. Hidden without JavaScript, without passkeys, and where the address of the site is
 * a bare number, for which browsers refuse them; the other ways in stand beside it.
 * The challenge is in the page, or asked at `data-options` once the button is pressed: a visitor who only looks at the
 * page receives no cookie.
 * Source: Web Authentication level 3, 5.1 and 5.10 (the JSON forms of its messages).
 */
type Json = Record<string, unknown>;
type Listed = { id: string }[];
interface Challenge { request_options?: { publicKey: Json }; publicKey?: Json; csrf?: string }

function bytes(text: unknown): ArrayBuffer {
  const plain = atob(String(text).replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0)).buffer;
}

function text(buffer: ArrayBuffer | null): string | null {
  if (!buffer) return null;
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function listed(keys: unknown): unknown {
  return ((keys ?? []) as Listed).map((key) => ({ ...key, id: bytes(key.id) }));
}

async function create(options: Json): Promise<Json> {
  const user = options["user"] as Json;
  const publicKey = {
    ...options,
    challenge: bytes(options["challenge"]),
    user: { ...user, id: bytes(user["id"]) },
    excludeCredentials: listed(options["excludeCredentials"]),
  } as unknown as PublicKeyCredentialCreationOptions;
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  return said(made, {
    clientDataJSON: text(response.clientDataJSON),
    attestationObject: text(response.attestationObject),
    transports: response.getTransports?.() ?? [],
  });
}

async function answer(options: Json): Promise<Json> {
  const publicKey = {
    ...options,
    challenge: bytes(options["challenge"]),
    allowCredentials: listed(options["allowCredentials"]),
  } as unknown as PublicKeyCredentialRequestOptions;
  const given = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
  const response = given.response as AuthenticatorAssertionResponse;
  return said(given, {
    clientDataJSON: text(response.clientDataJSON),
    authenticatorData: text(response.authenticatorData),
    signature: text(response.signature),
    userHandle: text(response.userHandle),
  });
}

function said(credential: PublicKeyCredential, response: Json): Json {
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

export class PasskeyForm extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector("form");
    const isNumber = /^[\d.]+$|^\[/.test(location.hostname);
    if (!form || !window.PublicKeyCredential || isNumber) return;
    this.hidden = false;
    const without = document.querySelector<HTMLElement>(".without-passkey");
    if (without) without.hidden = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#prove(form);
    });
  }

  async #prove(form: HTMLFormElement): Promise<void> {
    const failed = this.querySelector<HTMLElement>("[role=alert]");
    if (failed) failed.hidden = true;
    try {
      const options = await this.#options(form);
      const credential = await (this.dataset["kind"] === "create" ? create(options) : answer(options));
      const field = form.elements.namedItem("credential") as HTMLInputElement;
      field.value = JSON.stringify(credential);
      // Unlike a press of the button, this is not heard by the listener above.
      form.submit();
    } catch {
      if (failed) failed.hidden = false;
    }
  }

  async #options(form: HTMLFormElement): Promise<Json> {
    const address = this.dataset["options"];
    const challenge = (address
      ? await (await fetch(address, { headers: { Accept: "application/json" } })).json()
      : JSON.parse(this.querySelector("script")?.textContent ?? "{}")) as Challenge;
    const token = form.elements.namedItem("csrfmiddlewaretoken");
    if (challenge.csrf && token instanceof HTMLInputElement) token.value = challenge.csrf;
    const options = (challenge.request_options ?? challenge).publicKey;
    if (!options) throw new Error("no challenge");
    return options;
  }
}
