type Json = Record<string, unknown>;

const text = { type: 'string' };
const whole = { type: 'integer', minimum: 0 };
const header = (name: string, description: string, schema: Json = text) => ({
  ...{ name, in: 'header', required: true, description, schema },
});
const version = header('Tus-Resumable', 'The protocol’s version.', { const: '1.0.0' });
const id = { name: 'id', in: 'path', required: true, description: 'The file’s id.', schema: text };
const answerHeaders = { 'X-Request-Id': { schema: text }, 'Tus-Resumable': { schema: { const: '1.0.0' } } };
const offset = { 'Upload-Offset': { description: 'Bytes that are there.', schema: whole } };

/** The three requests of an upload (tus 1.0.0), as the contract describes them. Their bodies are no JSON, so no schema checks them. */
export const uploadRoutes = [
  {
    method: 'POST',
    path: '/v1/uploads',
    operationId: 'beginUpload',
    summary:
      'Begin to send the bytes of a file that was announced, as the person who announced it (tus 1.0.0). Repeating it does no harm.',
    parameters: [
      version,
      header('Upload-Length', 'The size that was announced.', whole),
      header('Upload-Metadata', 'The word "attachment", a space, and the Base64 of the file’s id.'),
    ],
    requestBody: undefined,
    security: undefined,
    responses: {
      201: {
        description: 'The upload has begun.',
        headers: { ...answerHeaders, Location: { description: 'Its address: uploads/ and the file’s id.', schema: text } },
      },
    },
    problems: [400, 401, 404, 409, 412, 429, 500, 503],
  },
  {
    method: 'HEAD',
    path: '/v1/uploads/:id',
    operationId: 'getUpload',
    summary: 'Where an upload stands.',
    parameters: [id, version],
    requestBody: undefined,
    security: undefined,
    responses: {
      200: { description: 'So far it has come.', headers: { ...answerHeaders, ...offset, 'Upload-Length': { schema: whole } } },
    },
    problems: [401, 404, 409, 412, 422, 429, 500, 503],
  },
  {
    method: 'PATCH',
    path: '/v1/uploads/:id',
    operationId: 'sendBytes',
    summary:
      'Send bytes from where the upload stands. With the last one the file is held against size, hash and type that were announced: where they differ, everything is to be sent again (422).',
    parameters: [id, version, header('Upload-Offset', 'The first byte that is sent.', whole)],
    security: undefined,
    requestBody: {
      required: true,
      content: { 'application/offset+octet-stream': { schema: { type: 'string', format: 'binary' } } },
    },
    responses: { 204: { description: 'The bytes are on the disk.', headers: { ...answerHeaders, ...offset } } },
    problems: [400, 401, 404, 409, 412, 413, 422, 429, 500, 503],
  },
] as const;

/** One file from outside, by the token of a link. */
export const linkRoute = {
  method: 'POST',
  path: '/v1/upload-links',
  operationId: 'useUploadLink',
  summary: 'Send one file by the token of an upload link, without signing in. It is used up once the file is there.',
  parameters: [
    header('Content-Length', 'Bytes of the file.', whole),
    header('Content-Disposition', "attachment; filename*=UTF-8'' and the name, percent-encoded."),
  ],
  requestBody: { required: true, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } },
  responses: { 204: { description: 'The file is there, for staff alone.', headers: { 'X-Request-Id': { schema: text } } } },
  problems: [400, 404, 413, 422, 429, 500, 503],
  security: [{ link: [] }],
} as const;
