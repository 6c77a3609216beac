/** @type {import('next').NextConfig} */
export default {
  // The embedded database is a native module: it is required, not bundled.
  serverExternalPackages: ['@helpmark/server', 'libsql'],
};
