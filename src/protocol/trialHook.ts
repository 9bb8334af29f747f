/** The environment variable that names the test files of a trial, as a JSON array: for a runner that would run others along. */
export const trialFilesVariable = 'HEATLINE_TRIAL_FILES'
