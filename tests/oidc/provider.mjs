// A real provider of identities for tests: `node provider.mjs PORT CLIENT_ID SECRET RETURN_URL`.
// Whoever types a name is that person, and is called what stands before its @; keys come from the environment, so that they can be changed.
import Provider from "oidc-provider";

const [port, clientId, secret, returnUrl] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: clientId,
      client_secret: secret,
      redirect_uris: [returnUrl],
      response_types: ["code"],
      grant_types: ["authorization_code"],
    },
  ],
  jwks: { keys: JSON.parse(process.env.PROVIDER_KEYS) },
  findAccount: (_ctx, id) => ({
    accountId: id,
    claims: async () => ({ sub: id, preferred_username: id.split("@")[0] }),
  }),
  claims: { openid: ["sub"], profile: ["preferred_username"] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  cookies: { keys: ["a test"] },
  features: { devInteractions: { enabled: true } },
});
provider.on("server_error", (_ctx, error) => console.error(error));
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
