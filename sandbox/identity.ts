import bcrypt from 'bcryptjs';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What makes an instance the same one at its next start. */
export interface Identity {
	/** n8n encrypts credentials with it. */
	encryptionKey: string;
	ownerEmail: string;
	ownerPassword: string;
	/** bcrypt of the password, kept because every hash has its own salt. */
	ownerPasswordHash: string;
	/** Bot token of the demo group: digits, a colon, a secret, as the Bot API wants it. */
	botToken: string;
	/** Secret that signed webhooks are verified with, in the notation of Standard Webhooks. */
	webhookSecret: string;
}

const ownerEmail = 'operator@example.com';
const bcryptRounds = 10;

/** Reads the identity kept in the data folder, or makes one there. The file is readable by its owner only. */
export async function identityOf(dataDir: string): Promise<Identity> {
	const path = join(dataDir, 'identity.json');
	const kept = await readFile(path, 'utf8').catch(() => undefined);
	if (kept !== undefined) return JSON.parse(kept) as Identity;
	const identity = newIdentity();
	await mkdir(dataDir, { recursive: true });
	await writeFile(path, `${JSON.stringify(identity, null, 2)}\n`, { mode: 0o600 });
	return identity;
}

function newIdentity(): Identity {
	// n8n asks for 8 characters, a capital letter and a digit.
	const ownerPassword = `Shequn-${randomBytes(4).toString('hex')}-1`;
	return {
		encryptionKey: randomBytes(32).toString('hex'),
		ownerEmail,
		ownerPassword,
		ownerPasswordHash: bcrypt.hashSync(ownerPassword, bcryptRounds),
		botToken: `${randomBytes(4).readUInt32BE()}:${randomBytes(26).toString('base64url')}`,
		webhookSecret: `whsec_${randomBytes(32).toString('base64')}`,
	};
}
