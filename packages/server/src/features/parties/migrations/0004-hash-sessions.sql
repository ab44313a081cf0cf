-- Sessions are kept under the SHA-256 of their token, in base64url, so that a copy of the database lets nobody in.
update parties.session set token = rtrim(translate(encode(sha256(convert_to(token, 'UTF8')), 'base64'), '+/', '-_'), '=');
