// A real n8n and a real browser on a busy machine: Jest takes no timeout for a project, so it is set here.
jest.setTimeout(120_000);
