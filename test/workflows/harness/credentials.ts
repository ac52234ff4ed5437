import {
	ICredentialsHelper,
	NodeHelpers,
	type IAuthenticateGeneric,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialType,
	type IDataObject,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeParameters,
	type INodeProperties,
	type IRequestOptionsSimplified,
	type IWorkflowExecuteAdditionalData,
	type Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

/** Hands out the credential data of a test and signs requests as the credential types say. */
export class HarnessCredentials extends ICredentialsHelper {
	private readonly data: Map<string, ICredentialDataDecryptedObject>;

	constructor(
		private readonly types: ReadonlyMap<string, ICredentialType>,
		data: Readonly<Record<string, ICredentialDataDecryptedObject>>,
	) {
		super();
		this.data = new Map(Object.entries(structuredClone(data)));
	}

	has(type: string): boolean {
		return this.data.has(type);
	}

	override getParentTypes(name: string): string[] {
		const parents = this.types.get(name)?.extends ?? [];
		return parents.flatMap((parent) => [parent, ...this.getParentTypes(parent)]);
	}

	override isCredentialUsableByNode(credentialType: string, nodeType: string): boolean {
		const type = this.types.get(credentialType);
		if (type?.restrictToSupportedNodes !== true) return true;
		const shortName = nodeType.slice(nodeType.lastIndexOf('.') + 1);
		return (type.supportedNodes ?? []).some((name) => name === nodeType || name === shortName);
	}

	override getCredentialsProperties(type: string): INodeProperties[] {
		const own = this.types.get(type)?.properties ?? [];
		const names = new Set(own.map(({ name }) => name));
		const inherited = this.getParentTypes(type).flatMap((parent) => this.types.get(parent)?.properties ?? []);
		return [...inherited.filter(({ name }) => !names.has(name)), ...own];
	}

	/** The data of a test, completed by the defaults of the type, as n8n does before it hands them out. */
	override async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_nodeCredentials: INodeCredentialsDetails,
		type: string,
		_mode: WorkflowExecuteMode,
		_executeData?: unknown,
		raw?: boolean,
	): Promise<ICredentialDataDecryptedObject> {
		const data = this.read(type);
		if (raw === true) return data;
		const properties = this.getCredentialsProperties(type);
		const complete = NodeHelpers.getNodeParameters(properties, data as INodeParameters, true, false, null, null);
		return { ...data, ...(complete as ICredentialDataDecryptedObject | null) };
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const options = requestOptions as IHttpRequestOptions;
		const authenticate = this.types.get(typeName)?.authenticate;
		if (authenticate === undefined) return options;
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		if (workflow === undefined || node === undefined) {
			throw new Error(`Credential type "${typeName}" needs a workflow to resolve its expressions`);
		}
		const resolve = (value: unknown): unknown =>
			typeof value === 'string' && value.startsWith('=')
				? workflow.expression.getSimpleParameterValue(
						node,
						value,
						'internal',
						{ $credentials: credentials },
						undefined,
						'',
					)
				: value;
		return withGenericAuthentication(options, authenticate, resolve);
	}

	/** Renews an expirable property (an access token) when it is empty or the service called it expired. */
	override async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		_node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const expirable = this.getCredentialsProperties(typeName).find(
			({ typeOptions }) => typeOptions?.expirable === true,
		);
		if (expirable === undefined) return undefined;
		if (!credentialsExpired && (credentials[expirable.name] ?? '') !== '') return undefined;
		return await this.runPreAuthentication(helpers, credentials, typeName);
	}

	override async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const renew = this.types.get(typeName)?.preAuthentication;
		if (renew === undefined) return undefined;
		const renewed = { ...credentials, ...((await renew.call(helpers, credentials)) as ICredentialDataDecryptedObject) };
		this.data.set(typeName, renewed);
		return renewed;
	}

	override async getCredentials(_nodeCredentials: INodeCredentialsDetails, type: string): Promise<ICredentials> {
		throw new Error(`Credential "${type}" is plain data in the harness and has no encrypted form`);
	}

	override async updateCredentials(
		_nodeCredentials: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.data.set(type, data);
	}

	override async updateCredentialsOauthTokenData(
		nodeCredentials: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		await this.updateCredentials(nodeCredentials, type, { ...this.read(type), ...data });
	}

	private read(type: string): ICredentialDataDecryptedObject {
		const data = this.data.get(type);
		if (data === undefined) throw new Error(`The harness was given no credential of type "${type}"`);
		return structuredClone(data);
	}
}

/** A copy of the request with the headers, query, body and so on that a generic `authenticate` adds. */
function withGenericAuthentication(
	options: IHttpRequestOptions,
	authenticate: IAuthenticateGeneric,
	resolve: (value: unknown) => unknown,
): IHttpRequestOptions {
	const signed: Record<string, unknown> = { ...options };
	for (const [part, entries] of Object.entries(authenticate.properties)) {
		if (typeof entries !== 'object' || entries === null) {
			signed[part] = resolve(entries);
			continue;
		}
		const resolved = Object.entries(entries as IDataObject).map(([key, value]) => [resolve(key), resolve(value)]);
		signed[part] = { ...(signed[part] as IDataObject | undefined), ...Object.fromEntries(resolved) };
	}
	return signed as unknown as IHttpRequestOptions;
}
