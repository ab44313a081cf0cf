export { type CallApi, createWebHandler, type WebHandlerOptions } from './handler.ts'
export { loadBuild } from './load-build.ts'
export { type MountOptions, mountWeb, type WebReply, type WebRequest, type WebServer } from './mount.ts'
export { contentSecurityPolicy } from './security.ts'
