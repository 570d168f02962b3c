leta stats integration
