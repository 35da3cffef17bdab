// Shows the API's description of itself. Requests tried from the page use the session of whoever is logged in, or a token.
const SAFE = ['GET', 'HEAD', 'OPTIONS']

/** The token a writing request by session needs; read anew each time, since a session may begin or end meanwhile. */
async function csrfToken() {
  const answer = await fetch('/api/v1/me')
  return answer.ok ? (await answer.json()).csrf_token : null
}

window.SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#api-docs',
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  validatorUrl: null,
  requestInterceptor: async (request) => {
    const token = SAFE.includes(request.method ?? 'GET') ? null : await csrfToken()
    if (token) request.headers['X-CSRF-Token'] = token
    return request
  },
})
