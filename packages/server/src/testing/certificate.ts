import { execFileSync } from 'node:child_process'

/** A key and a certificate for a name, signed by itself. */
export function makeCertificate(name: string): { key: string; cert: string } {
  const options = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout - -out - -days 2 -subj /CN=${name} -addext subjectAltName=DNS:${name}`
  const pem = execFileSync('/usr/bin/openssl', options.split(' '), {
    stdio: ['ignore', 'pipe', 'ignore'],
  }).toString()
  const [key = '', cert = ''] = pem.split(/(?=-----BEGIN CERTIFICATE-----)/)
  return { key, cert }
}
