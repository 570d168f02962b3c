leta stats --by år
