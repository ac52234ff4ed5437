/** Calls of the control API. @throws Error with the server's words */
async function call(path, options) {
	const response = await fetch(`/demo${path}`, options);
	const answer = await response.json();
	if (!response.ok) throw new Error(answer.error);
	return answer;
}

export const get = (path) => call(path);

export const post = (path, body = {}) =>
	call(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

export function postPhoto(file, fields) {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	form.append('photo', file);
	return call('/photos', { method: 'POST', body: form });
}
