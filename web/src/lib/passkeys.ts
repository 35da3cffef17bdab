/** Passkeys as JSON both ways, as the server speaks; needs a page served securely, or from localhost. */

type Options = Record<string, unknown>
interface WithJson {
  parseCreationOptionsFromJSON?: (options: Options) => PublicKeyCredentialCreationOptions
  parseRequestOptionsFromJSON?: (options: Options) => PublicKeyCredentialRequestOptions
}
const parser = (): WithJson => (typeof PublicKeyCredential === 'undefined' ? {} : (PublicKeyCredential as unknown as WithJson))

export const passkeysWork = (): boolean => typeof parser().parseCreationOptionsFromJSON === 'function'

/** Makes one; null where the person gave it up. */
export async function makePasskey(options: Options): Promise<Options | null> {
  const publicKey = parser().parseCreationOptionsFromJSON!(options)
  return answer(navigator.credentials.create({ publicKey }))
}

/** Asks for one; null where the person gave it up, or has none here. */
export async function askPasskey(options: Options): Promise<Options | null> {
  const publicKey = parser().parseRequestOptionsFromJSON!(options)
  return answer(navigator.credentials.get({ publicKey }))
}

async function answer(asked: Promise<Credential | null>): Promise<Options | null> {
  try {
    const made = (await asked) as PublicKeyCredential | null
    return (made?.toJSON() as unknown as Options | undefined) ?? null
  } catch (error) {
    if (error instanceof DOMException) return null
    throw error
  }
}
